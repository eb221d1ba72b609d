import { Button, Group, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useState, type FormEvent, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert';

interface Given {
  password: string | null;
  code: string;
}

/** Asks once more who it is, before what a stranger at this screen must not do. */
export function Confirm(props: {
  /** Whether the account has a password to ask for. */
  password: boolean;
  /** Whether a code is wanted too. */
  code?: boolean;
  submit: string;
  /** Of the button, where it removes something. */
  colour?: string;
  pending: boolean;
  error: unknown;
  onCancel: () => void;
  onConfirm: (given: Given) => void;
  children?: ReactNode;
}) {
  const { t } = useTranslation('security');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if ((!props.password || password) && (!props.code || code.trim())) {
      props.onConfirm({ password: props.password ? password : null, code: code.trim() });
    }
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {props.children}
        <ProblemAlert error={props.error} />
        {props.password && (
          <PasswordInput
            label={t('confirm.password')}
            name="password"
            autoComplete="current-password"
            data-autofocus
            value={password}
            onChange={(e) => setPassword(e.currentTarget.value)}
            visibilityToggleButtonProps={{ 'aria-label': t('confirm.show'), tabIndex: 0 }}
          />
        )}
        {props.code && (
          <TextInput
            label={t('confirm.code')}
            name="code"
            autoComplete="one-time-code"
            dir="ltr"
            value={code}
            onChange={(e) => setCode(e.currentTarget.value)}
          />
        )}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {t('cancel')}
          </Button>
          <Button type="submit" color={props.colour} loading={props.pending}>
            {props.submit}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
