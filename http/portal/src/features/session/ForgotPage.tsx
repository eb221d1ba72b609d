import { Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { asProblem } from '../../api/problem';
import { TextLink } from '../../ui/links';
import { Entrance } from './Entrance';
import { EmailField, EntranceForm } from './EntranceForm';

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
  const submit = () => {
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
      <EntranceForm attempt={attempt} submit={t('forgot.submit')} onSubmit={submit}>
        <EmailField
          label={t('signUp.email')}
          data-autofocus
          value={email}
          onChange={setEmail}
          error={(checked && !email.trim() && t('signUp.emailMissing')) || wrong.email}
        />
      </EntranceForm>
    </Entrance>
  );
}
