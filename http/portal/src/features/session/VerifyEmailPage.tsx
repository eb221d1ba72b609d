import { Alert, Button, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { asProblem } from '../../api/problem';
import { meQuery } from '../../app/session';
import { ButtonLink } from '../../ui/links';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Entrance } from './Entrance';

/**
 * Where the mailed link leads. Asks for the password: the mail may come from a stranger who signed
 * up with this address.
 */
export function VerifyEmailPage() {
  const { t } = useTranslation('session');
  const { token } = useSearch({ from: '/verify-email' });
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const attempt = useMutation({
    mutationFn: (link: string) =>
      done(api.POST('/api/v1/auth/verify-email', { body: { token: link, password } })),
    onSuccess: () => queries.removeQueries({ queryKey: meQuery.queryKey }),
    onError: () => setPassword(''),
  });
  const wrong = attempt.error ? asProblem(attempt.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (token && password) attempt.mutate(token);
  };
  return (
    <Entrance title={t('verify.title')}>
      {attempt.isSuccess ? (
        <>
          <Alert color="green">{t('verify.done')}</Alert>
          <ButtonLink to="/">{t('verify.go')}</ButtonLink>
        </>
      ) : token ? (
        <form onSubmit={submit} noValidate>
          <Stack>
            <ProblemAlert error={attempt.error} />
            <Text>{t('verify.text')}</Text>
            <PasswordInput
              label={t('verify.password')}
              name="password"
              autoComplete="current-password"
              data-autofocus
              value={password}
              onChange={(e) => setPassword(e.currentTarget.value)}
              error={wrong.password}
              visibilityToggleButtonProps={{ 'aria-label': t('verify.show'), tabIndex: 0 }}
            />
            <Button type="submit" fullWidth loading={attempt.isPending}>
              {t('verify.submit')}
            </Button>
          </Stack>
        </form>
      ) : (
        <Text>{t('verify.missing')}</Text>
      )}
    </Entrance>
  );
}
