import { Button, Group, Stack, Text, TextInput, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { inRupees, toPaise } from './money';
import { sellerQuery, type InvoiceDetail } from './queries';
import { path, useAction } from './useAction';

/** Writes off a small unpaid balance, such as bank charges or rounding. */
export default function WriteOff({ invoice }: { invoice: InvoiceDetail }) {
  const { t } = useTranslation('invoices');
  const limit = useQuery(sellerQuery).data?.writeOffLimit ?? 0;
  const left = limit - invoice.writtenOff;
  const { open } = invoice.summary;
  const [typed, setTyped] = useState((open / 100).toFixed(2));
  const [reason, setReason] = useState(t('writeOff.usual'));
  const amount = toPaise(typed);
  const ready = amount !== undefined && amount > 0 && amount <= Math.min(open, left) && reason.trim() !== '';
  const writeOff = useAction(invoice, () =>
    done(
      api.POST('/api/v1/manage/invoices/{tenant}/{id}/write-offs', {
        params: path(invoice),
        body: { amount: amount ?? 0, reason: reason.trim() },
      }),
    ),
  );
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (ready) writeOff.mutate();
  };
  if (open > left) return null;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <Title order={3} size="h5">
          {t('writeOff.title')}
        </Title>
        <Group grow align="flex-start">
          <TextInput
            label={t('writeOff.amount')}
            inputMode="decimal"
            value={typed}
            onChange={(e) => setTyped(e.currentTarget.value)}
          />
          <TextInput
            label={t('writeOff.reason')}
            withAsterisk
            value={reason}
            onChange={(e) => setReason(e.currentTarget.value)}
          />
        </Group>
        <ProblemAlert error={writeOff.error} />
        <Group>
          <Button type="submit" variant="default" disabled={!ready} loading={writeOff.isPending}>
            {t('writeOff.do')}
          </Button>
        </Group>
        <Text size="xs" c="dimmed">
          {t('writeOff.hint', { limit: inRupees(limit) })}
        </Text>
      </Stack>
    </form>
  );
}
