import { Button, Stack, TextInput, type TextInputProps } from '@mantine/core';
import type { ReactNode } from 'react';
import { ProblemAlert } from '../../ui/ProblemAlert';

/** Fields with one way on, as on every page before one is in. */
export function EntranceForm(props: {
  attempt: { error: unknown; isPending: boolean };
  submit: string;
  onSubmit: () => void;
  children: ReactNode;
}) {
  const { attempt } = props;
  return (
    <form
      noValidate
      onSubmit={(e) => {
        e.preventDefault();
        props.onSubmit();
      }}
    >
      <Stack>
        <ProblemAlert error={attempt.error} />
        {props.children}
        <Button type="submit" fullWidth loading={attempt.isPending}>
          {props.submit}
        </Button>
      </Stack>
    </form>
  );
}

/** The address one signs in with. */
export function EmailField({ onChange, ...props }: Omit<TextInputProps, 'onChange'> & { onChange: (value: string) => void }) {
  return (
    <TextInput
      type="email"
      name="email"
      autoComplete="username"
      inputMode="email"
      dir="ltr"
      onChange={(e) => onChange(e.currentTarget.value)}
      {...props}
    />
  );
}
