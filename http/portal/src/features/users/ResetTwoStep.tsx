import { Button, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { useMe } from '../../app/session';
import { ProblemAlert } from '../../ui/ProblemAlert';

/** For somebody who has lost both their app and their backup codes. */
export function ResetTwoStep({ user }: { user: string }) {
  const { t } = useTranslation('users');
  const queries = useQueryClient();
  const me = useMe();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const reset = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/users/{id}/two-step/reset', {
          params: { path: { id: user } },
          body: { reason: reason.trim() },
        }),
      ),
    onSuccess: async () => {
      await Promise.all([
        queries.invalidateQueries({ queryKey: ['users'] }),
        queries.invalidateQueries({ queryKey: ['user'] }),
      ]);
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (reason.trim()) reset.mutate();
  };
  if (user === me.id) return null;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="xs">
        <Text size="sm">{t('twoStep.lead')}</Text>
        <ProblemAlert error={reset.error} />
        <TextInput
          label={t('twoStep.reason')}
          description={t('twoStep.hint')}
          maxLength={500}
          value={reason}
          onChange={(e) => setReason(e.currentTarget.value)}
          error={checked && !reason.trim() && t('required')}
        />
        <Button type="submit" color="red" variant="light" loading={reset.isPending}>
          {t('twoStep.reset')}
        </Button>
      </Stack>
    </form>
  );
}
