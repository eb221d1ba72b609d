import { Badge, Paper, Stack, Text } from '@mantine/core';
import { IconRobot } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../../app/format';
import { EmptyState } from '../../../ui/EmptyState';
import { Facts } from '../../../ui/Facts';
import { PagedListing } from '../../../ui/Listing';
import { Table } from '../../../ui/Table';
import table from '../../../ui/Table.module.css';
import { Time } from '../../../ui/Time';
import { tenantRunsQuery, type AgentRun, type TenantDetail } from '../queries';

const colors: Record<AgentRun['state'], string> = {
  queued: 'gray',
  running: 'blue',
  done: 'green',
  failed: 'red',
  cancelled: 'gray',
};

/** Whether the AI answers, how far it was set up, and what it did last. */
export default function AgentsTab({ tenant }: { tenant: TenantDetail }) {
  const { t } = useTranslation('tenants');
  const runs = useInfiniteQuery(tenantRunsQuery(tenant.settings.id));
  const format = useFormat();
  const { figures, onboarding } = tenant;
  return (
    <Stack>
      <Paper withBorder radius="lg" p="md">
        <Facts
          items={[
            { label: t('agents.answering'), value: onboarding.launched ? t('agents.yes') : t('agents.no') },
            { label: t('figure.runs'), value: format.number(figures.runs) },
            { label: t('figure.failedRuns'), value: format.number(figures.failedRuns) },
            ...onboarding.steps.map((s) => ({
              label: t(`step.${s.step}`),
              value: s.outcome ? t(`outcome.${s.outcome}`) : t('outcome.open'),
            })),
          ]}
        />
      </Paper>
      <PagedListing query={runs} empty={<EmptyState icon={IconRobot} title={t('runs.none')} />}>
        {(items) => <Runs items={items} />}
      </PagedListing>
    </Stack>
  );
}

function Runs({ items }: { items: AgentRun[] }) {
  const { t } = useTranslation('tenants');
  const format = useFormat();
  return (
    <Table verticalSpacing="sm" horizontalSpacing="md">
      <caption className={table.caption}>{t('runs.title')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('runs.agent')}</Table.Th>
          <Table.Th>{t('runs.state')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('runs.model')}</Table.Th>
          <Table.Th visibleFrom="sm" ta="end">
            {t('runs.tokens')}
          </Table.Th>
          <Table.Th>{t('runs.at')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((run) => (
          <Table.Tr key={run.id} data-testid="run">
            <Table.Td className={table.words}>
              <Text size="sm">{run.agent}</Text>
              {run.error && (
                <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                  {run.error}
                </Text>
              )}
            </Table.Td>
            <Table.Td>
              <Badge variant="light" color={colors[run.state]}>
                {t(`runs.is.${run.state}`)}
              </Badge>
            </Table.Td>
            <Table.Td visibleFrom="sm">{run.model ?? '–'}</Table.Td>
            <Table.Td visibleFrom="sm" ta="end">
              {format.number(run.inputTokens + run.outputTokens)}
            </Table.Td>
            <Table.Td>
              <Time at={run.queuedAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
