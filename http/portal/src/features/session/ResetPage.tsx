import { Alert, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { asProblem } from '../../api/problem';
import { ButtonLink, TextLink } from '../../ui/links';
import { Entrance } from './Entrance';
import { EntranceForm } from './EntranceForm';
import { NewPassword } from './NewPassword';

/** Where the mailed link leads: a new password. */
export function ResetPage() {
  const { t } = useTranslation('session');
  const { token } = useSearch({ from: '/reset' });
  const queries = useQueryClient();
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const attempt = useMutation({
    mutationFn: (link: string) =>
      done(api.POST('/api/v1/auth/reset', { body: { token: link, password } })),
    onSuccess: () => queries.clear(),
  });
  const problem = attempt.error ? asProblem(attempt.error) : undefined;
  const submit = (link: string) => {
    setChecked(true);
    if (password) attempt.mutate(link);
  };
  const footer = (
    <Text size="sm" ta="center">
      <TextLink to="/forgot">{t('reset.another')}</TextLink>
    </Text>
  );
  return (
    <Entrance title={t('reset.title')} lead={t('reset.lead')} footer={footer}>
      {attempt.isSuccess ? (
        <>
          <Alert color="green">{t('reset.done')}</Alert>
          <ButtonLink to="/sign-in">{t('reset.signIn')}</ButtonLink>
        </>
      ) : !token ? (
        <Text>{t('verify.missing')}</Text>
      ) : (
        <EntranceForm attempt={attempt} submit={t('reset.submit')} onSubmit={() => submit(token)}>
          <NewPassword
            label={t('password.new')}
            value={password}
            onChange={setPassword}
            error={(checked && !password && t('password.missing')) || problem?.fields.password}
          />
        </EntranceForm>
      )}
    </Entrance>
  );
}
