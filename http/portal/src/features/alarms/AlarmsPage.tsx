import { Badge, Button, SegmentedControl, Text } from '@mantine/core';
import { IconBellCheck } from '@tabler/icons-react';
import {
  infiniteQueryOptions,
  keepPreviousData,
  useInfiniteQuery,
  useMutation,
  useQueryClient,
} from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import type { Schemas } from '../../api/model';
import { useFormat } from '../../app/format';
import { useMay } from '../../app/session';
import type en from '../../i18n/locales/en/alarms.json';
import { EmptyState } from '../../ui/EmptyState';
import { PagedListing } from '../../ui/Listing';
import { Page } from '../../ui/Page';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';

type Alarm = Schemas['Alarm'];

const alarmsQuery = (open: boolean) =>
  infiniteQueryOptions({
    queryKey: ['ops-alarms', open],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/ops/alarms', { params: { query: { open, limit: 50, cursor: pageParam } } }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

/** What operators have to look at; acknowledging says that somebody does. */
export function AlarmsPage() {
  const { t } = useTranslation('alarms');
  const client = useQueryClient();
  const mayAcknowledge = useMay('ops.manage');
  const [open, setOpen] = useState(true);
  const alarms = useInfiniteQuery(alarmsQuery(open));
  const acknowledge = useMutation({
    mutationFn: (id: string) =>
      done(api.POST('/api/v1/ops/alarms/{id}/acknowledge', { params: { path: { id } } })),
    onSettled: () => client.invalidateQueries({ queryKey: ['ops-alarms'] }),
  });

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
      <PagedListing
        query={alarms}
        problem={acknowledge.error}
        empty={<EmptyState icon={IconBellCheck} title={t('empty.title')} text={t('empty.text')} />}
      >
        {(items) => (
          <Alarms
            items={items}
            busy={acknowledge.isPending ? acknowledge.variables : undefined}
            onAcknowledge={mayAcknowledge ? (id) => acknowledge.mutate(id) : undefined}
          />
        )}
      </PagedListing>
    </Page>
  );
}

function Alarms(props: {
  items: Alarm[];
  busy: string | undefined;
  onAcknowledge?: (id: string) => void;
}) {
  const { t } = useTranslation('alarms');
  const format = useFormat();
  const { busy, onAcknowledge } = props;
  const named = (code: string) =>
    t(`code.${code as keyof typeof en.code}`, { defaultValue: code.replaceAll('_', ' ') });
  return (
    <Table verticalSpacing="sm" horizontalSpacing="md" className={table.stacked}>
      <caption className={table.caption}>{t('title')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('what')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('subject')}</Table.Th>
          <Table.Th ta="end" visibleFrom="sm">
            {t('count')}
          </Table.Th>
          <Table.Th>{t('last')}</Table.Th>
          <Table.Th>{t('action')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {props.items.map((a) => (
          <Table.Tr key={a.id} data-testid="alarm">
            <Table.Td className={table.words}>
              <Text size="sm" fw={600}>
                {named(a.code)}
              </Text>
              <Text size="xs" c="dimmed">
                {a.detail}
              </Text>
              <Text size="xs" c="dimmed" hiddenFrom="sm">
                {a.subject} · {t('times', { count: a.count, times: format.number(a.count) })}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm" className={table.words}>
              {a.subject}
            </Table.Td>
            <Table.Td ta="end" visibleFrom="sm">
              {format.number(a.count)}
            </Table.Td>
            <Table.Td style={{ whiteSpace: 'nowrap' }}>
              <Time at={a.lastAt} />
            </Table.Td>
            <Table.Td>
              {a.acknowledgedAt ? (
                <Badge color="gray">{t('acknowledged')}</Badge>
              ) : (
                onAcknowledge && (
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('acknowledgeOf', { code: named(a.code), subject: a.subject })}
                    loading={busy === a.id}
                    onClick={() => onAcknowledge(a.id)}
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
  );
}
