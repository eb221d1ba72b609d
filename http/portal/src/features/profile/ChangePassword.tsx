import { Alert, Button, Group, Paper, PasswordInput, Stack, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { asProblem } from '../../api/problem';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { NewPassword } from '../session/NewPassword';

/** Asks for the old password: a desk left alone must not be enough. */
export function ChangePassword() {
  const { t } = useTranslation('profile');
  const [current, setCurrent] = useState('');
  const [password, setPassword] = useState('');
  const [checked, setChecked] = useState(false);
  const change = useMutation({
    mutationFn: () => done(api.POST('/api/v1/me/password', { body: { current, password } })),
    onSuccess: () => {
      setCurrent('');
      setPassword('');
      setChecked(false);
    },
  });
  const wrong = change.error ? asProblem(change.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (current && password) change.mutate();
  };
  return (
    <Paper withBorder p="lg" radius="lg">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={2} size="h4">
            {t('password.title')}
          </Title>
          <ProblemAlert error={change.error} />
          {change.isSuccess && (
            <Alert color="green" role="status">
              {t('password.done')}
            </Alert>
          )}
          <PasswordInput
            label={t('password.current')}
            autoComplete="current-password"
            value={current}
            onChange={(e) => setCurrent(e.currentTarget.value)}
            error={(checked && !current && t('password.currentMissing')) || wrong.current}
            visibilityToggleButtonProps={{
              'aria-label': t('password.show'),
              tabIndex: 0,
            }}
          />
          <NewPassword
            label={t('password.new')}
            value={password}
            onChange={setPassword}
            error={wrong.password}
          />
          <Group justify="flex-end">
            <Button type="submit" loading={change.isPending}>
              {t('password.submit')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
