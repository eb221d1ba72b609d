import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { useFormat } from '../../app/format';
import { Dialog } from '../../ui/Dialog';
import { ProblemAlert } from '../../ui/ProblemAlert';
import type { Subscription } from './queries';

/** Says what leaving means before it is done. */
export function CancelDialog(props: {
  subscription: Subscription;
  opened: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('billing');
  const format = useFormat();
  const client = useQueryClient();
  const [reason, setReason] = useState('');
  const { id, status, periodEnd } = props.subscription;
  const cancel = useMutation({
    mutationFn: () =>
      done(
        api.POST('/api/v1/billing/subscriptions/{id}/cancel', {
          params: { path: { id } },
          body: { when: 'period_end', reason: reason.trim() },
        }),
      ),
    onSuccess: props.onClose,
    onSettled: () => client.invalidateQueries(),
  });
  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={t('cancel.title')}
    >
      <form
        onSubmit={(e) => {
          e.preventDefault();
          cancel.mutate();
        }}
      >
        <Stack>
          <Text size="sm">
            {status === 'active' && periodEnd
              ? t('cancel.text', { date: format.full(periodEnd) })
              : t('cancel.now')}
          </Text>
          <Textarea
            label={t('cancel.reason')}
            required
            maxLength={200}
            value={reason}
            onChange={(e) => setReason(e.currentTarget.value)}
          />
          <ProblemAlert error={cancel.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel.back')}
            </Button>
            <Button type="submit" color="red" loading={cancel.isPending} disabled={!reason.trim()}>
              {t('cancel.confirm')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
