import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { randomId } from '../../api/ids';
import { Dialog } from '../../ui/Dialog';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { decimals } from '../billing/money';
import type { Payment } from '../billing/queries';
import { useMoney } from '../plans/money';

/** An amount as people write it, in the currency's smallest unit. */
function minor(text: string, digits: number) {
  const [, fraction = ''] = /^\d{1,9}(?:\.(\d{1,3}))?$/.exec(text.trim()) ?? [undefined, 'none'];
  return fraction.length <= digits && fraction !== 'none'
    ? Math.round(Number(text) * 10 ** digits)
    : undefined;
}

/** Gives a payment back, all that is left of it or a part. */
export default function Refund(props: { tenant: string; payment: Payment; onClose: () => void }) {
  const { t } = useTranslation('tenants');
  const { t: common } = useTranslation();
  const money = useMoney();
  const queries = useQueryClient();
  const { tenant, payment } = props;
  const left = payment.amount.minor - payment.refunded.minor;
  const digits = decimals(payment.amount.currency);
  const [text, setText] = useState(String(left / 10 ** digits));
  // One key for the dialog: however often it is sent, the money goes back once.
  const [key] = useState(randomId);
  const amount = minor(text, digits);
  const wrong = amount === undefined || amount < 1 || amount > left;
  const refund = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/manage/tenants/{tenant}/payments/{id}/refund', {
          params: { path: { tenant, id: payment.id }, header: { 'Idempotency-Key': key } },
          body: { amount: amount === left ? null : (amount ?? null) },
        }),
      ),
    onSuccess: () => {
      // The provider reports it a moment later.
      for (const ms of [0, 1500, 5000]) {
        setTimeout(() => void queries.invalidateQueries({ queryKey: ['payments', tenant] }), ms);
      }
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (!wrong) refund.mutate();
  };
  return (
    <Dialog
      opened
      onClose={props.onClose}
      title={t('refund.title')}
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      {refund.isSuccess ? (
        <Stack>
          <Text role="status">{t('refund.done')}</Text>
          <Group justify="flex-end">
            <Button onClick={props.onClose}>{common('common.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack>
            <Text size="sm">
              {t('refund.lead', { left: money({ minor: left, currency: payment.amount.currency }) })}
            </Text>
            <TextInput
              label={t('refund.amount')}
              inputMode="decimal"
              value={text}
              onChange={(e) => setText(e.currentTarget.value)}
              error={wrong && t('refund.wrong')}
              data-autofocus
            />
            <ProblemAlert error={refund.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={props.onClose}>
                {common('common.cancel')}
              </Button>
              <Button type="submit" color="red" disabled={wrong} loading={refund.isPending}>
                {t('refund.do')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Dialog>
  );
}
