import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { followed } from '../../api/following';
import { randomId } from '../../api/ids';
import { Dialog } from '../../ui/Dialog';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { tenantCreditsQuery } from '../credits/queries';

/** Gives credits or takes them back, for a reason that stands on the statement. */
export default function AdjustCredits(props: { tenant: string; onClose: () => void }) {
  const { t } = useTranslation('tenants');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [delta, setDelta] = useState('');
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  // Made once: sent again, the same correction counts once. Ids of entries begin with the time.
  const [entry] = useState(
    () => `entr_${Date.now().toString(16).padStart(12, '0')}${randomId().slice(12)}`,
  );
  const amount = /^[+-]?\d{1,9}$/.test(delta.trim()) ? Number(delta) : 0;
  const adjust = useMutation({
    mutationFn: () =>
      followed(queries, tenantCreditsQuery(props.tenant).queryKey, () =>
        done(
          api.POST('/api/v1/manage/tenants/{tenant}/credits/adjustments', {
            params: { path: { tenant: props.tenant } },
            body: { entry, delta: amount, reason: reason.trim() },
          }),
        ),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ['credits'] });
      props.onClose();
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (amount !== 0 && reason.trim()) adjust.mutate();
  };
  return (
    <Dialog
      opened
      onClose={props.onClose}
      title={t('adjust.title')}
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <Text size="sm">{t('adjust.lead')}</Text>
          <TextInput
            label={t('adjust.delta')}
            value={delta}
            onChange={(e) => setDelta(e.currentTarget.value)}
            error={checked && amount === 0 && t('adjust.wrong')}
            data-autofocus
            withAsterisk
          />
          <TextInput
            label={t('adjust.reason')}
            value={reason}
            maxLength={200}
            onChange={(e) => setReason(e.currentTarget.value)}
            error={checked && !reason.trim() && t('adjust.required')}
            withAsterisk
          />
          <ProblemAlert error={adjust.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {common('common.cancel')}
            </Button>
            <Button type="submit" loading={adjust.isPending}>
              {t('adjust.do')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Dialog>
  );
}
