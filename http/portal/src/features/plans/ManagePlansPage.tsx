import { Box, Paper, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../../api/model';
import { useFormat } from '../../app/format';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { useMoney } from './money';
import { PlanEditor } from './PlanEditor';
import { planIds, planVersionsQuery, type PlanId } from './queries';

/** Publishes versions of plans; who has subscribed keeps the version they chose. */
export function ManagePlansPage() {
  const { t } = useTranslation('plans');
  const [plan, setPlan] = useState<PlanId>('starter');
  const format = useFormat();
  const money = useMoney();
  const versions = useQuery(planVersionsQuery(plan));
  const newest = versions.data?.items[0];
  return (
    <Page title={t('manage.title')} lead={t('manage.lead')}>
      <SegmentedControl
        mb="md"
        aria-label={t('manage.plan')}
        value={plan}
        data={planIds.map((p) => ({ value: p, label: t(`name.${p}`) }))}
        onChange={(v) => setPlan(oneOf(planIds, v) ?? plan)}
      />
      {versions.isError && (
        <Box mb="md">
          <ProblemAlert error={versions.error} onRetry={() => void versions.refetch()} />
        </Box>
      )}
      {versions.isPending && <Skeleton h={320} />}
      {newest && <PlanEditor key={`${plan}-${newest.plan.version}`} from={newest.plan} />}
      {versions.data && (
        <Paper withBorder radius="lg" mt="lg" className={table.card}>
          <Table.ScrollContainer minWidth={520}>
            <Table verticalSpacing="sm" horizontalSpacing="md">
              <caption className={table.caption}>{t('manage.history')}</caption>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('manage.version')}</Table.Th>
                  <Table.Th>{t('manage.price')}</Table.Th>
                  <Table.Th>{t('limit.creditsPerMonth')}</Table.Th>
                  <Table.Th>{t('manage.published')}</Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {versions.data.items.map(({ plan: v, by }) => (
                  <Table.Tr key={v.version} data-testid="plan-version">
                    <Table.Td>{format.number(v.version)}</Table.Td>
                    <Table.Td>{money(v.price)}</Table.Td>
                    <Table.Td>{format.number(v.limits.creditsPerMonth)}</Table.Td>
                    <Table.Td>
                      <Time at={v.publishedAt} />{' '}
                      <Text span size="xs" c="dimmed">
                        {by === 'system' ? t('manage.system') : by}
                      </Text>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Table.ScrollContainer>
        </Paper>
      )}
    </Page>
  );
}
