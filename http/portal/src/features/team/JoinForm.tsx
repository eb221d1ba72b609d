import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { asProblem } from '../../api/problem';
import { signedIn, startPage } from '../../app/session';
import { ProblemAlert } from '../../ui/ProblemAlert';

/** Opens an account with a password and joins with it. */
export function JoinForm({ token }: { token: string }) {
  const { t } = useTranslation('team');
  const router = useRouter();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const join = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/invitations/join', { body: { token, name: name.trim(), password } })),
    onSuccess: (answer) =>
      void router.navigate({ to: startPage(signedIn(queries, answer)), replace: true }),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (name.trim() && password) join.mutate();
  };
  const refused = join.error ? asProblem(join.error).fields : {};
  const missing = (value: string) => checked && !value.trim() && t('join.required');
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('join.name')}
          autoComplete="name"
          withAsterisk
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          error={refused.name ?? missing(name)}
        />
        <PasswordInput
          label={t('join.password')}
          description={t('join.passwordHint')}
          autoComplete="new-password"
          withAsterisk
          value={password}
          onChange={(e) => setPassword(e.currentTarget.value)}
          error={refused.password ?? missing(password)}
        />
        {Object.keys(refused).length === 0 && <ProblemAlert error={join.error} />}
        <Button type="submit" loading={join.isPending}>
          {t('join.submit')}
        </Button>
      </Stack>
    </form>
  );
}
