import { Badge, Box, Button, Paper, Skeleton, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { useFormat } from '../../app/format';
import { useMay } from '../../app/session';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';

const jobsQuery = queryOptions({
  queryKey: ['ops-jobs'],
  queryFn: () => body(api.GET('/api/v1/ops/jobs')),
  refetchInterval: 5_000,
});

const units = { H: 3_600_000, M: 60_000, S: 1_000 } as const;

/** What a clock starts: when it ran, when it will, and a way to run it now. */
export function JobsPage() {
  const { t } = useTranslation('jobs');
  const format = useFormat();
  const client = useQueryClient();
  const mayRun = useMay('ops.manage');
  const jobs = useQuery(jobsQuery);
  const run = useMutation({
    mutationFn: (job: string) =>
      done(api.POST('/api/v1/ops/jobs/{job}/run', { params: { path: { job } } })),
    onSettled: () => client.invalidateQueries({ queryKey: jobsQuery.queryKey }),
  });

  return (
    <Page title={t('title')} lead={t('lead')}>
      {(jobs.error ?? run.error) && (
        <Box mb="md">
          <ProblemAlert error={jobs.error ?? run.error} onRetry={() => void jobs.refetch()} />
        </Box>
      )}
      <Paper withBorder radius="lg" className={table.card} aria-busy={jobs.isFetching}>
        {jobs.isPending && <Skeleton h={160} m="md" />}
        {jobs.data && (
          <Table verticalSpacing="sm" horizontalSpacing="md" className={table.stacked}>
            <caption className={table.caption}>{t('title')}</caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('column.job')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('column.next')}</Table.Th>
                <Table.Th>{t('column.last')}</Table.Th>
                {mayRun && <Table.Th>{t('column.action')}</Table.Th>}
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {jobs.data.items.map((job) => (
                <Table.Tr key={job.name} className={table.row} data-testid="job">
                  <Table.Td className={table.words}>
                    <Text size="sm" fw={600}>
                      {job.name}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {job.summary}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {job.schedule?.replace(/PT(\d+)([HMS])/, (_, n, of) => format.duration(Number(n) * units[of as 'H'])) ?? t('waiting', { count: job.waiting })}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="sm">
                    {job.run?.running ? (
                      <Badge variant="light">{t('running')}</Badge>
                    ) : (
                      job.run && <Time at={job.run.next} />
                    )}
                  </Table.Td>
                  <Table.Td>
                    {job.run && job.run.failures > 0 && (
                      <Badge color="red" variant="light">
                        {t('failed', { count: job.run.failures })}
                      </Badge>
                    )}{' '}
                    {job.run?.lastSuccess ? (
                      <Time at={job.run.lastSuccess} />
                    ) : (
                      <Text span size="sm" c="dimmed">
                        {t('never')}
                      </Text>
                    )}
                  </Table.Td>
                  {mayRun && (
                    <Table.Td>
                      {job.schedule && (
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={t('runOf', { job: job.name })}
                          loading={run.isPending && run.variables === job.name}
                          onClick={() => run.mutate(job.name)}
                        >
                          {t('run')}
                        </Button>
                      )}
                    </Table.Td>
                  )}
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
      </Paper>
    </Page>
  );
}
