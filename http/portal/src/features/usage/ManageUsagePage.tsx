import { Button, Group, SegmentedControl, Text } from '@mantine/core';
import { IconChartBar, IconDownload } from '@tabler/icons-react';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { oneOf, type Schemas } from '../../api/model';
import { useFormat } from '../../app/format';
import { EmptyState } from '../../ui/EmptyState';
import { Listing } from '../../ui/Listing';
import { Page } from '../../ui/Page';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { useMoney } from '../plans/money';
import { dayRange, periods } from './fold';

const usageQuery = (from: string, to: string) =>
  queryOptions({
    queryKey: ['usage', 'all', from, to],
    queryFn: () => body(api.GET('/api/v1/manage/usage', { params: { query: { from, to, limit: 200 } } })),
    refetchInterval: 60_000,
  });

/** What the AI of every business used, the dearest first. */
export function ManageUsagePage() {
  const { t } = useTranslation('usage');
  const search = useSearch({ from: '/signed-in/manage/usage' });
  const navigate = useNavigate();
  const period = search.days ?? '30';
  const { from, to } = dayRange(Number(period));
  const usage = useQuery(usageQuery(from, to));
  const items = usage.data?.items ?? [];
  return (
    <Page
      title={t('all.title')}
      lead={t('all.lead')}
      actions={
        <Button
          component="a"
          href={`/api/v1/manage/usage.csv?from=${from}&to=${to}`}
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('csv')}
        </Button>
      }
    >
      <Group mb="md">
        <SegmentedControl
          aria-label={t('period')}
          value={period}
          data={periods.map((p) => ({ value: p, label: t('lastDays', { count: Number(p) }) }))}
          onChange={(v) =>
            void navigate({ to: '/manage/usage', search: { days: oneOf(periods, v) }, replace: true })
          }
        />
      </Group>
      <Listing
        query={usage}
        count={items.length}
        empty={<EmptyState icon={IconChartBar} title={t('empty.title')} text={t('all.empty')} />}
      >
        <Rows items={items} />
      </Listing>
      {items.some((row) => row.cost === null) && (
        <Text size="xs" c="dimmed" mt="sm">
          {t('all.noPrices')}
        </Text>
      )}
    </Page>
  );
}

function Rows({ items }: { items: Schemas['TenantUsage'][] }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const money = useMoney();
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <caption className={table.caption}>{t('all.title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('all.tenant')}</Table.Th>
            <Table.Th ta="end">{t('runs')}</Table.Th>
            <Table.Th ta="end">{t('tokens')}</Table.Th>
            <Table.Th ta="end">{t('credits')}</Table.Th>
            <Table.Th ta="end">{t('all.overage')}</Table.Th>
            <Table.Th ta="end">{t('all.cost')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((row) => (
            <Table.Tr key={row.tenant} className={table.row} data-testid="tenant-usage">
              <Table.Td className={table.words}>
                <Link to="/manage/tenants/$tenantId" params={{ tenantId: row.tenant }} search={{ tab: 'usage' }} className={table.rowLink}>
                  {row.name || row.tenant}
                </Link>
              </Table.Td>
              <Table.Td ta="end">
                {format.number(row.runs)}
                {row.failed > 0 && (
                  <Text size="xs" c="dimmed">
                    {t('all.failed', { count: row.failed, n: format.number(row.failed) })}
                  </Text>
                )}
              </Table.Td>
              <Table.Td ta="end">{format.number(row.inputTokens + row.outputTokens)}</Table.Td>
              <Table.Td ta="end">{format.number(row.credits)}</Table.Td>
              <Table.Td ta="end">{row.overage.minor > 0 ? money(row.overage) : '–'}</Table.Td>
              <Table.Td ta="end">{row.cost ? money(row.cost) : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
