import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { asProblem } from '../../api/problem';
import { TextLink } from '../../ui/links';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Entrance } from './Entrance';

/** Asks for a link to choose a new password. */
export function ForgotPage() {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const [email, setEmail] = useState('');
  const [checked, setChecked] = useState(false);
  const attempt = useMutation({
    mutationFn: () => done(api.POST('/api/v1/auth/forgot', { body: { email: email.trim() } })),
    onSuccess: () => navigate({ to: '/check-mail' }),
  });
  const wrong = attempt.error ? asProblem(attempt.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (email.trim()) attempt.mutate();
  };
  const footer = (
    <Text size="sm" ta="center">
      <TextLink to="/sign-in">{t('checkMail.back')}</TextLink>
    </Text>
  );
  return (
    <Entrance title={t('forgot.title')} lead={t('forgot.lead')} footer={footer}>
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemAlert error={attempt.error} />
          <TextInput
            label={t('signUp.email')}
            type="email"
            name="email"
            autoComplete="username"
            inputMode="email"
            dir="ltr"
            data-autofocus
            value={email}
            onChange={(e) => setEmail(e.currentTarget.value)}
            error={(checked && !email.trim() && t('signUp.emailMissing')) || wrong.email}
          />
          <Button type="submit" fullWidth loading={attempt.isPending}>
            {t('forgot.submit')}
          </Button>
        </Stack>
      </form>
    </Entrance>
  );
}
