import { Text, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { asProblem } from '../../api/problem';
import { TextLink } from '../../ui/links';
import { OtherWays } from '../security/OtherWays';
import { Entrance } from './Entrance';
import { EmailField, EntranceForm } from './EntranceForm';
import { NewPassword } from './NewPassword';

/** The account itself; what it is for comes once its address is confirmed. */
export function SignUpPage() {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const [name, setName] = useState('');
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);

  const attempt = useMutation({
    mutationFn: () =>
      done(
        api.POST('/api/v1/auth/sign-up', {
          body: { name: name.trim(), email: email.trim(), password },
        }),
      ),
    onSuccess: () => navigate({ to: '/check-mail' }),
  });
  const wrong = attempt.error ? asProblem(attempt.error).fields : {};

  const submit = () => {
    setChecked(true);
    if (name.trim() && email.trim() && password) attempt.mutate();
  };

  const footer = (
    <Text size="sm" ta="center">
      {t('signUp.known')} <TextLink to="/sign-in">{t('signUp.signIn')}</TextLink>
    </Text>
  );

  return (
    <Entrance title={t('signUp.title')} lead={t('signUp.lead')} footer={footer}>
      <EntranceForm attempt={attempt} submit={t('signUp.submit')} onSubmit={submit}>
        <TextInput
          label={t('signUp.name')}
          name="name"
          autoComplete="name"
          maxLength={100}
          data-autofocus
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          error={(checked && !name.trim() && t('signUp.nameMissing')) || wrong.name}
        />
        <EmailField
          label={t('signUp.email')}
          value={email}
          onChange={setEmail}
          error={(checked && !email.trim() && t('signUp.emailMissing')) || wrong.email}
        />
        <NewPassword
          label={t('signUp.password')}
          value={password}
          onChange={setPassword}
          error={(checked && !password && t('password.missing')) || wrong.password}
        />
      </EntranceForm>
      <Suspense>
        <OtherWays />
      </Suspense>
    </Entrance>
  );
}
