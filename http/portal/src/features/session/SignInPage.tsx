import { Alert, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/model';
import { signedIn, signIn, startPage, type Challenge } from '../../app/session';
import { TextLink } from '../../ui/links';
import { OtherWays } from '../security/OtherWays';
import { Entrance } from './Entrance';
import { EmailField, EntranceForm } from './EntranceForm';
import { SecondFactor } from './SecondFactor';

export function SignInPage() {
  const { t } = useTranslation();
  const router = useRouter();
  const queries = useQueryClient();
  const { redirect, expired } = useSearch({ from: '/sign-in' });
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);

  const [challenge, setChallenge] = useState<Challenge>();

  const enter = (me: Me) => {
    if (redirect) router.history.replace(redirect);
    else void router.navigate({ to: startPage(me), replace: true });
  };

  const attempt = useMutation({
    mutationFn: () => signIn(queries, email.trim(), password),
    onSuccess: (answer) => {
      if ('challenge' in answer) setChallenge(answer);
      else enter(answer);
    },
    onError: () => setPassword(''),
  });

  const submit = () => {
    setChecked(true);
    if (email.trim() && password) {
      setChecked(false);
      attempt.mutate();
    }
  };

  const footer = (
    <Stack gap={4} align="center">
      <Text size="sm">
        {t('signIn.noAccount')} <TextLink to="/sign-up">{t('signIn.signUp')}</TextLink>
      </Text>
      <Text c="dimmed" size="xs" ta="center">
        {t('signIn.demo', { command: './leadmetrics demo' })}
      </Text>
    </Stack>
  );

  return (
    <Entrance title={t('signIn.title')} lead={t('signIn.lead')} footer={footer}>
      {challenge ? (
        <Suspense>
          <SecondFactor
            {...challenge}
            onSignedIn={(answer) => enter(signedIn(queries, answer))}
            onCancel={() => setChallenge(undefined)}
          />
        </Suspense>
      ) : (
        <Stack>
          <EntranceForm attempt={attempt} submit={t('signIn.submit')} onSubmit={submit}>
            {expired && !attempt.isError && <Alert color="blue">{t('signIn.expired')}</Alert>}
            <EmailField
              label={t('signIn.email')}
              data-autofocus
              value={email}
              onChange={setEmail}
              error={checked && !email.trim() && t('signIn.emailMissing')}
            />
            <PasswordInput
              label={t('signIn.password')}
              name="password"
              autoComplete="current-password"
              value={password}
              onChange={(e) => setPassword(e.currentTarget.value)}
              error={checked && !password && t('signIn.passwordMissing')}
              visibilityToggleButtonProps={{ 'aria-label': t('signIn.showPassword'), tabIndex: 0 }}
            />
          </EntranceForm>
          <Text size="sm" ta="center">
            <TextLink to="/forgot">{t('signIn.forgot')}</TextLink>
          </Text>
          <Suspense>
            <OtherWays redirect={redirect} onSignedIn={(answer) => enter(signedIn(queries, answer))} />
          </Suspense>
        </Stack>
      )}
    </Entrance>
  );
}
