import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsOf } from '../../api/queries';
import { useFormat } from '../../app/format';
import { LoadMore } from '../../ui/LoadMore';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { money } from './money';
import { paymentsQuery, type Payment } from './queries';

const purposes = ['subscription', 'top-up', 'upgrade', 'purchase'] as const;
const states = ['captured', 'failed', 'surplus', 'mismatch'] as const;

/** One of the known words, or the first. */
function known<T extends string>(words: readonly [T, ...T[]], word: string): T {
  return words.find((w) => w === word) ?? words[0];
}

/** Where a dispute stands, and until when evidence is taken. */
function Disputed({ dispute }: { dispute: NonNullable<Payment['dispute']> }) {
  const { t, i18n } = useTranslation('billing');
  const format = useFormat();
  const isOpen = ['open', 'under_review', 'action_required'].includes(dispute.status);
  return (
    <Text size="xs" c={isOpen || dispute.status === 'lost' ? 'red' : 'dimmed'}>
      {t(`payments.dispute.${dispute.status}`, { amount: money(dispute.amount, i18n.language) })}
      {isOpen && dispute.reason && ` (${dispute.reason})`}
      {isOpen && dispute.respondBy && ` ${t('payments.respondBy', { date: format.full(dispute.respondBy) })}`}
    </Text>
  );
}

/** What was paid, what failed, what came back: one's own, or of a tenant for operators. */
export function PaymentsTable(props: {
  tenant?: string;
  /** What can be done about a payment. */
  action?: (payment: Payment) => ReactNode;
}) {
  const { t, i18n } = useTranslation('billing');
  const payments = useInfiniteQuery(paymentsQuery(props.tenant));
  const items = itemsOf(payments.data);
  return (
    <section aria-labelledby="payments">
      <Title order={2} size="h4" mb="sm" id="payments">
        {t('payments.title')}
      </Title>
      <ProblemAlert error={payments.error} onRetry={() => void payments.refetch()} />
      <Paper withBorder radius="lg" className={table.card} aria-busy={payments.isFetching}>
        {payments.isPending && <Skeleton h={80} m="md" />}
        {payments.data && items.length === 0 && (
          <Text size="sm" c="dimmed" p="md">
            {t('payments.empty')}
          </Text>
        )}
        {items.length > 0 && (
          <Table verticalSpacing="sm" horizontalSpacing="md">
            <caption className={table.caption}>{t('payments.title')}</caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('payments.date')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('payments.what')}</Table.Th>
                <Table.Th>{t('payments.amount')}</Table.Th>
                <Table.Th>{t('payments.state')}</Table.Th>
                {props.action && <Table.Th aria-label={t('payments.actions')} />}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((p) => (
                <Table.Tr key={p.id} data-testid="payment">
                  <Table.Td>
                    <Time at={p.at} />
                  </Table.Td>
                  <Table.Td visibleFrom="sm">{t(`payments.${known(purposes, p.what)}`)}</Table.Td>
                  <Table.Td>{money(p.amount, i18n.language)}</Table.Td>
                  <Table.Td>
                    {t(`payments.${known(states, p.status)}`)}
                    {p.status === 'failed' && p.reason && (
                      <Text size="xs" c="dimmed" dir="auto">
                        {p.reason}
                      </Text>
                    )}
                    {p.dispute && <Disputed dispute={p.dispute} />}
                    {p.refundFailed && (
                      <Text size="xs" c="red">
                        {t('payments.refundFailed', { amount: money(p.refundFailed, i18n.language) })}
                      </Text>
                    )}
                    {p.refunded.minor > 0 && (
                      <Text size="xs" c="dimmed">
                        {t('payments.refunded', { amount: money(p.refunded, i18n.language) })}
                      </Text>
                    )}
                  </Table.Td>
                  {props.action && <Table.Td ta="end">{props.action(p)}</Table.Td>}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <LoadMore query={payments} />
      </Paper>
    </section>
  );
}
