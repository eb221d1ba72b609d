import { Alert, Badge, Button, Group, Paper, SimpleGrid, Skeleton, Stack, Text, Title, VisuallyHidden } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import type { Overview } from '../../api/model';
import { overviewQuery } from '../../api/queries';
import { useFormat } from '../../app/format';
import { useMay } from '../../app/session';
import { Table } from '../../ui/Table';
import { useLabel } from '../../ui/label';
import { Lazily } from '../../ui/Lazily';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import table from '../../ui/Table.module.css';
import classes from './Overview.module.css';

const RebuildDialog = lazy(() => import('./RebuildDialog'));

export function OverviewPage() {
  const { t } = useTranslation();
  const overview = useQuery(overviewQuery);
  return (
    <Page title={t('overview.title')} lead={t('overview.lead')}>
      <Stack gap="lg">
        {overview.isError && (
          <ProblemAlert error={overview.error} onRetry={() => void overview.refetch()} />
        )}
        {overview.isPending && <Skeleton h={240} radius="lg" />}
        {overview.data && (
          <>
            <Relay relay={overview.data.relay} />
            <Views views={overview.data.views} />
            <Streams streams={overview.data.streams} />
          </>
        )}
      </Stack>
    </Page>
  );
}

function Relay({ relay }: { relay: Overview['relay'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const figure = (label: string, value: string) => (
    <Paper withBorder radius="lg" p="md">
      <Text size="sm" c="dimmed">
        {label}
      </Text>
      <Text fz={28} fw={650} lh={1.3} className={classes.figure}>
        {value}
      </Text>
    </Paper>
  );
  return (
    <section aria-labelledby="relay">
      <Title order={2} size="h4" mb="sm" id="relay">
        {t('overview.relay')}
      </Title>
      <SimpleGrid cols={2} maw={480}>
        {figure(t('overview.relayLag'), format.duration(relay.lagMs))}
        {figure(t('overview.relayBehind'), format.number(relay.behind))}
      </SimpleGrid>
    </section>
  );
}

function Views({ views }: { views: Overview['views'] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayManage = useMay('ops.manage');
  const [asked, setAsked] = useState<string>();
  const rebuild = useMutation({
    mutationFn: (view: string) =>
      done(api.POST('/api/v1/ops/views/{view}/rebuild', { params: { path: { view } } })),
  });
  const worst = Math.max(1, ...views.map((v) => v.lag));
  return (
    <section aria-labelledby="views">
      <Title order={2} size="h4" mb="sm" id="views">
        {t('overview.views')}
      </Title>
      <Stack gap="sm">
        <ProblemAlert error={rebuild.error} />
        {rebuild.isSuccess && (
          <Alert color="teal" role="status">
            {t('overview.rebuilding', { view: rebuild.variables })}
          </Alert>
        )}
        <Paper withBorder radius="lg" className={table.card}>
          {views.length === 0 ? (
            <Text p="md" c="dimmed" size="sm">
              {t('overview.noViews')}
            </Text>
          ) : (
            <Table verticalSpacing="sm" horizontalSpacing="md" className={table.stacked}>
              <caption className={table.caption}>{t('overview.viewsCaption')}</caption>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th>{t('overview.view')}</Table.Th>
                  <Table.Th>{t('overview.lag')}</Table.Th>
                  <Table.Th visibleFrom="xs">{t('overview.position')}</Table.Th>
                  {mayManage && (
                    <Table.Th>
                      <VisuallyHidden>{t('overview.rebuild')}</VisuallyHidden>
                    </Table.Th>
                  )}
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {views.map((v) => (
                  <Table.Tr key={v.name} data-testid="view" data-name={v.name}>
                    <Table.Td fw={600} className={table.words}>
                      {v.name}
                    </Table.Td>
                    <Table.Td w="40%">
                      <Group gap="sm" wrap="nowrap">
                        <span className={classes.track} aria-hidden>
                          <span
                            className={classes.bar}
                            data-behind={v.lag > 0}
                            style={{ width: `${Math.max(2, (v.lag / worst) * 100)}%` }}
                          />
                        </span>
                        <Text size="sm" className={classes.figure}>
                          {v.lag > 0 ? format.number(v.lag) : t('overview.upToDate')}
                        </Text>
                      </Group>
                    </Table.Td>
                    <Table.Td visibleFrom="xs">
                      <bdi className={classes.position}>{v.position ?? '–'}</bdi>
                    </Table.Td>
                    {mayManage && (
                      <Table.Td ta="end">
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={t('overview.rebuildView', { view: v.name })}
                          onClick={() => setAsked(v.name)}
                        >
                          {t('overview.rebuild')}
                        </Button>
                      </Table.Td>
                    )}
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
        </Paper>
      </Stack>
      <Lazily when={asked !== undefined}>
        <RebuildDialog
          view={asked}
          onCancel={() => setAsked(undefined)}
          onConfirm={(view) => {
            rebuild.mutate(view);
            setAsked(undefined);
          }}
        />
      </Lazily>
    </section>
  );
}

const stateColors: Record<string, string> = {
  running: 'teal',
  restarting: 'orange',
  failed: 'red',
  stopped: 'gray',
};

function Streams({ streams }: { streams: Overview['streams'] }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <section aria-labelledby="streams">
      <Title order={2} size="h4" mb="sm" id="streams">
        {t('overview.streams')}
      </Title>
      <Paper withBorder radius="lg" p="md">
        {streams.length === 0 ? (
          <Text c="dimmed" size="sm">
            {t('overview.noStreams')}
          </Text>
        ) : (
          <ul className={classes.streams}>
            {streams.map((s) => (
              <li key={s.name}>
                <Text size="sm">{s.name}</Text>
                <Badge color={stateColors[s.state] ?? 'gray'} variant="dot">
                  {label('overview.state', s.state)}
                </Badge>
              </li>
            ))}
          </ul>
        )}
      </Paper>
    </section>
  );
}
