import { Box, Group, Paper, Skeleton, Text } from '@mantine/core';
import { IconReceipt } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../../api/model';
import { itemsOf } from '../../api/queries';
import { useFormat } from '../../app/format';
import { Choice } from '../../ui/Choice';
import { EmptyState } from '../../ui/EmptyState';
import { LoadMore } from '../../ui/LoadMore';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { useMoney } from '../plans/money';
import { statementKinds, statementQuery, type StatementKind, type StatementLine } from './queries';

/** Every change of the balance, the latest first: one's own, or of a tenant for operators. */
export function Statement({ tenant }: { tenant?: string }) {
  const { t } = useTranslation('credits');
  const [kind, setKind] = useState<StatementKind>();
  const lines = useInfiniteQuery(statementQuery(kind, tenant));
  const items = itemsOf(lines.data);
  return (
    <section aria-label={t('statement')}>
      <Group justify="space-between" align="flex-end" mb="sm">
        <Text component="h2" fw={650} m={0}>
          {t('statement')}
        </Text>
        <Choice
          aria-label={t('filter')}
          value={kind ?? ''}
          data={[
            { value: '', label: t('all') },
            ...statementKinds.map((k) => ({ value: k, label: t(`kind.${k}`) })),
          ]}
          onChange={(e) => setKind(oneOf(statementKinds, e.currentTarget.value))}
        />
      </Group>
      {lines.isError && (
        <Box mb="md">
          <ProblemAlert error={lines.error} onRetry={() => void lines.refetch()} />
        </Box>
      )}
      <Paper withBorder radius="lg" className={table.card} aria-busy={lines.isFetching}>
        {lines.isPending && <Skeleton h={160} m="md" />}
        {lines.data && items.length === 0 && (
          <EmptyState icon={IconReceipt} title={t('empty.title')} text={t('empty.text')} />
        )}
        {items.length > 0 && <Lines items={items} />}
        <LoadMore query={lines} />
      </Paper>
    </section>
  );
}

function Lines(props: { items: StatementLine[] }) {
  const { t } = useTranslation('credits');
  const format = useFormat();
  const money = useMoney();
  return (
    <Table verticalSpacing="sm" horizontalSpacing="md">
      <caption className={table.caption}>{t('statement')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.what')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('column.when')}</Table.Th>
          <Table.Th ta="end">{t('column.amount')}</Table.Th>
          <Table.Th ta="end">{t('column.balance')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.items.map((line) => (
          <Table.Tr key={line.place} data-testid="statement-line">
            <Table.Td>
              <Text size="sm" fw={600}>
                {line.creditType ?? t(`kind.${line.kind}`)}
              </Text>
              <Text size="xs" c="dimmed">
                {line.creditType && line.units != null
                  ? t('units', { count: line.units, n: format.number(line.units), unit: line.unit ?? '' })
                  : line.note}
              </Text>
              {line.overageCredits > 0 && (
                <Text size="xs" c="dimmed">
                  {t('overage.line', {
                    count: line.overageCredits,
                    credits: format.number(line.overageCredits),
                    price: money(line.overage),
                  })}
                </Text>
              )}
              <Text size="xs" c="dimmed" hiddenFrom="sm">
                <Time at={line.at} />
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Time at={line.at} />
            </Table.Td>
            <Table.Td ta="end">{signed(line.amount, (n) => format.number(n))}</Table.Td>
            <Table.Td ta="end">{format.number(line.balance)}</Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

const signed = (n: number, write: (n: number) => string) => (n > 0 ? `+${write(n)}` : write(n));
