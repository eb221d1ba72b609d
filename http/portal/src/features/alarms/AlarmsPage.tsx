import { Badge, Box, Button, Paper, SegmentedControl, Skeleton, Text } from '@mantine/core';
import { IconBellCheck } from '@tabler/icons-react';
import {
  infiniteQueryOptions,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { itemsOf } from '../../api/queries';
import { useMay } from '../../app/session';
import type en from '../../i18n/locales/en/alarms.json';
import { EmptyState } from '../../ui/EmptyState';
import { LoadMore } from '../../ui/LoadMore';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';

const alarmsQuery = (open: boolean) =>
  infiniteQueryOptions({
    queryKey: ['ops-alarms', open],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/ops/alarms', { params: { query: { open, limit: 50, cursor: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    refetchInterval: 10_000,
  });

/** What operators have to look at; acknowledging says that somebody does. */
export function AlarmsPage() {
  const { t } = useTranslation('alarms');
  const client = useQueryClient();
  const mayAcknowledge = useMay('ops.manage');
  const [open, setOpen] = useState(true);
  const alarms = useInfiniteQuery(alarmsQuery(open));
  const items = itemsOf(alarms.data);
  const acknowledge = useMutation({
    mutationFn: (id: string) =>
      done(api.POST('/api/v1/ops/alarms/{id}/acknowledge', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['ops-alarms'] }),
  });
  const named = (code: string) =>
    t(`code.${code as keyof typeof en.code}`, { defaultValue: code });

  return (
    <Page title={t('title')} lead={t('lead')}>
      <SegmentedControl
        mb="md"
        aria-label={t('show')}
        value={open ? 'open' : 'all'}
        data={[
          { value: 'open', label: t('open') },
          { value: 'all', label: t('all') },
        ]}
        onChange={(v) => setOpen(v === 'open')}
      />
      {(alarms.error ?? acknowledge.error) && (
        <Box mb="md">
          <ProblemAlert
            error={alarms.error ?? acknowledge.error}
            onRetry={() => void alarms.refetch()}
          />
        </Box>
      )}
      <Paper withBorder radius="lg" className={table.card} aria-busy={alarms.isFetching}>
        {alarms.isPending && <Skeleton h={120} m="md" />}
        {alarms.data && items.length === 0 && (
          <EmptyState icon={IconBellCheck} title={t('empty.title')} text={t('empty.text')} />
        )}
        {items.length > 0 && (
          <Table verticalSpacing="sm" horizontalSpacing="md">
            <caption className={table.caption}>{t('title')}</caption>
            <Table.Thead>
              <Table.Tr>
                <Table.Th>{t('what')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('subject')}</Table.Th>
                <Table.Th visibleFrom="xs">{t('count')}</Table.Th>
                <Table.Th visibleFrom="sm">{t('last')}</Table.Th>
                <Table.Th>{t('action')}</Table.Th>
              </Table.Tr>
            </Table.Thead>
            <Table.Tbody>
              {items.map((a) => (
                <Table.Tr key={a.id} data-testid="alarm">
                  <Table.Td>
                    <Text size="sm" fw={600}>
                      {named(a.code)}
                    </Text>
                    <Text size="xs" c="dimmed">
                      {a.detail}
                    </Text>
                  </Table.Td>
                  <Table.Td visibleFrom="sm">{a.subject}</Table.Td>
                  <Table.Td visibleFrom="xs">{a.count}</Table.Td>
                  <Table.Td visibleFrom="sm">
                    <Time at={a.lastAt} />
                  </Table.Td>
                  <Table.Td>
                    {a.acknowledgedAt ? (
                      <Badge variant="light" color="gray">
                        {t('acknowledged')}
                      </Badge>
                    ) : (
                      mayAcknowledge && (
                        <Button
                          size="xs"
                          variant="default"
                          aria-label={t('acknowledgeOf', {
                            code: named(a.code),
                            subject: a.subject,
                          })}
                          loading={acknowledge.isPending && acknowledge.variables === a.id}
                          onClick={() => acknowledge.mutate(a.id)}
                        >
                          {t('acknowledge')}
                        </Button>
                      )
                    )}
                  </Table.Td>
                </Table.Tr>
              ))}
            </Table.Tbody>
          </Table>
        )}
        <LoadMore query={alarms} />
      </Paper>
    </Page>
  );
}
