import { Alert, Box, Button, Center, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import { Suspense, useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import type { Me } from '../../api/model';
import { signedIn, signIn, startPage, type Challenge } from '../../app/session';
import { Brand } from '../../ui/Brand';
import { usePageTitle } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { OtherWays } from '../security/OtherWays';
import { SecondFactor } from './SecondFactor';

export function SignInPage() {
  const { t } = useTranslation();
  usePageTitle(t('signIn.title'));
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

  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (email.trim() && password) {
      setChecked(false);
      attempt.mutate();
    }
  };

  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={380} gap="lg">
        <Stack align="center" gap={6}>
          <Brand size={38} />
          <Text c="dimmed" size="sm">
            {t('app.tagline')}
          </Text>
        </Stack>
        <Paper withBorder p="xl" radius="lg" shadow="sm">
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
          <form onSubmit={submit} noValidate>
            <Stack>
              <Box>
                <Title order={1} size="h3">
                  {t('signIn.title')}
                </Title>
                <Text c="dimmed" size="sm">
                  {t('signIn.lead')}
                </Text>
              </Box>
              {expired && !attempt.isError && <Alert color="blue">{t('signIn.expired')}</Alert>}
              <ProblemAlert error={attempt.error} />
              <TextInput
                label={t('signIn.email')}
                type="email"
                name="email"
                autoComplete="username"
                inputMode="email"
                dir="ltr"
                data-autofocus
                value={email}
                onChange={(e) => setEmail(e.currentTarget.value)}
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
              <Button type="submit" fullWidth loading={attempt.isPending}>
                {t('signIn.submit')}
              </Button>
            </Stack>
          </form>
          <Suspense>
            <OtherWays
              redirect={redirect}
              onSignedIn={(answer) => enter(signedIn(queries, answer))}
            />
          </Suspense>
          </Stack>
          )}
        </Paper>
        <Text c="dimmed" size="xs" ta="center">
          {t('signIn.demo', { command: './leadmetrics demo' })}
        </Text>
      </Stack>
    </Center>
  );
}
