import { Alert, Box, Group, Paper, Progress, SegmentedControl, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconChartBar } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';
import { oneOf } from '../../api/model';
import { useFormat } from '../../app/format';
import { useMay } from '../../app/session';
import { EmptyState } from '../../ui/EmptyState';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Bars } from './Bars';
import { Budget } from './Budget';
import classes from './Usage.module.css';
import { dayRange, groupings, periods, rowsBy, seriesBy, type Grouping } from './fold';

export type Usage = components['schemas']['Usage'];
export type Period = (typeof periods)[number];

const usageQuery = (from: string, to: string, tenant: string | undefined) =>
  queryOptions({
    queryKey: ['usage', tenant ?? '', from, to],
    queryFn: () =>
      body(
        tenant === undefined
          ? api.GET('/api/v1/usage', { params: { query: { from, to } } })
          : api.GET('/api/v1/manage/tenants/{tenant}/usage', {
              params: { path: { tenant }, query: { from, to } },
            }),
      ),
    refetchInterval: 30_000,
  });

/** Tokens and credits of some time, against the month's budget: one's own, or of a tenant. */
export function UsageView(props: {
  tenant?: string;
  days?: Period;
  by?: Grouping;
  onChange: (part: { days?: Period; by?: Grouping }) => void;
}) {
  const { t } = useTranslation('usage');
  const period = props.days ?? '30';
  const grouping: Grouping = props.by ?? 'agent';
  const range = dayRange(Number(period));
  const usage = useQuery(usageQuery(range.from, range.to, props.tenant));
  const mayBudget = useMay('billing.manage') && props.tenant === undefined;
  return (
    <Stack gap="md">
      <Group gap="sm">
        <SegmentedControl
          aria-label={t('period')}
          value={period}
          data={periods.map((p) => ({ value: p, label: t('lastDays', { count: Number(p) }) }))}
          onChange={(v) => props.onChange({ days: oneOf(periods, v) })}
        />
        <SegmentedControl
          aria-label={t('groupBy')}
          value={grouping}
          data={groupings.map((g) => ({ value: g, label: t(`by.${g}`) }))}
          onChange={(v) => props.onChange({ by: oneOf(groupings, v) })}
        />
      </Group>
      {usage.isError && <ProblemAlert error={usage.error} onRetry={() => void usage.refetch()} />}
      {usage.isPending && <Skeleton h={260} />}
      {usage.data && (
        <>
          <Spending usage={usage.data} mayBudget={mayBudget} own={props.tenant === undefined} />
          <Paper withBorder radius="lg" p="md">
            {usage.data.tokens.length + usage.data.credits.length > 0 ? (
              <Charts usage={usage.data} grouping={grouping} />
            ) : (
              <EmptyState icon={IconChartBar} title={t('empty.title')} text={t('empty.text')} />
            )}
          </Paper>
        </>
      )}
    </Stack>
  );
}

/** What a business is told about its budget is addressed to it: operators see the bar alone. */
function Spending({ usage, mayBudget, own }: { usage: Usage; mayBudget: boolean; own: boolean }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const { spent, budget } = usage.spending;
  const share = budget > 0 ? spent / budget : 1;
  const title = t('budget.title', { month: format.month(usage.spending.month) });
  const mode = share >= 1 ? 'people' : share >= 0.95 ? 'structured' : share >= 0.8 ? 'short' : undefined;
  return (
    <Paper withBorder radius="lg" p="md">
      <Group justify="space-between" align="flex-start">
        <Box flex={1} miw={240}>
          <Title order={2} size="h4">
            {title}
          </Title>
          <Text size="sm" c="dimmed" my="xs">
            {t('budget.spent', { spent: format.number(spent), budget: format.number(budget), share: format.percent(share) })}
          </Text>
          <Progress
            value={Math.min(100, share * 100)}
            color={share >= 1 ? 'red' : share >= 0.8 ? 'orange' : 'teal'}
            aria-label={title}
          />
        </Box>
        {mayBudget && <Budget spending={usage.spending} />}
      </Group>
      {own && mode && (
        <Alert color={mode === 'people' ? 'red' : 'orange'} mt="md" title={t(`mode.${mode}.title`)}>
          {t(`mode.${mode}.text`)}
        </Alert>
      )}
    </Paper>
  );
}

function Charts({ usage, grouping }: { usage: Usage; grouping: Grouping }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const { days, series } = seriesBy(usage, grouping, t('none'));
  const rows = rowsBy(usage, grouping, t('none'));
  const what = grouping === 'work' ? t('credits') : t('tokens');
  return (
    <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" className={classes.charts}>
      <div>
        <Title order={2} size="h4" mb="sm">
          {what}
        </Title>
        <Bars days={days} series={series} label={what} />
      </div>
      <Table verticalSpacing="xs" aria-label={t('table')}>
        <caption className={table.caption}>{t('table')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t(`by.${grouping}`)}</Table.Th>
            <Table.Th ta="end">{grouping === 'work' ? t('units') : t('runs')}</Table.Th>
            <Table.Th ta="end">{what}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => (
            <Table.Tr key={row.name} data-testid="usage-row">
              <Table.Td>{row.name}</Table.Td>
              <Table.Td ta="end">{format.number(row.count)}</Table.Td>
              <Table.Td ta="end">{format.number(row.amount)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </SimpleGrid>
  );
}
