import { Button, Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { IconFilterOff, IconUsers } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { leadScores, leadStatuses, oneOf, type LeadSummary } from '../../api/model';
import { leadsQuery } from '../../api/queries';
import { useLiveFallback } from '../../live/LiveProvider';
import { Choice } from '../../ui/Choice';
import { EmptyState } from '../../ui/EmptyState';
import { Table } from '../../ui/Table';
import { useLabel } from '../../ui/label';
import { Lazily } from '../../ui/Lazily';
import { PagedListing } from '../../ui/Listing';
import { Page } from '../../ui/Page';
import { SearchInput } from '../../ui/SearchInput';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { TryIt } from '../../ui/TryIt';
import { ScoreBadge, StatusBadge } from './badges';

const Unlock = lazy(() => import('../plans/Unlock').then((m) => ({ default: m.Unlock })));
const LeadDrawer = lazy(() => import('./LeadDrawer'));

export function LeadsPage() {
  const { t } = useTranslation();
  const search = useSearch({ from: '/signed-in/leads' });
  const { leadId } = useParams({ strict: false });
  const navigate = useNavigate();
  const refetchInterval = useLiveFallback();
  const filter = { status: search.status, score: search.score, q: search.q ?? '' };
  const leads = useInfiniteQuery({ ...leadsQuery(filter), refetchInterval });
  const filtered = Boolean(search.status || search.score || search.q);

  const change = (part: Partial<typeof search>) =>
    void navigate({ to: '/leads', search: { ...search, ...part }, replace: true });

  return (
    <Page title={t('leads.title')}>
      <Suspense>
        <Unlock limit="contacts" />
      </Suspense>
      <Group mb="md" gap="sm">
        <SearchInput
          label={t('leads.search')}
          w={{ base: '100%', xs: 260 }}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
        />
        <Choice
          aria-label={t('leads.filterStatus')}
          w={{ base: 'calc(50% - 6px)', xs: 190 }}
          data={[
            { value: '', label: t('leads.anyStatus') },
            ...leadStatuses.map((s) => ({ value: s, label: t(`leads.status.${s}`) })),
          ]}
          value={search.status ?? ''}
          onChange={(e) => change({ status: oneOf(leadStatuses, e.currentTarget.value) })}
        />
        <Choice
          aria-label={t('leads.filterScore')}
          w={{ base: 'calc(50% - 6px)', xs: 150 }}
          data={[
            { value: '', label: t('leads.anyScore') },
            ...leadScores.map((s) => ({ value: s, label: t(`leads.score.${s}`) })),
          ]}
          value={search.score ?? ''}
          onChange={(e) => change({ score: oneOf(leadScores, e.currentTarget.value) })}
        />
      </Group>
      <PagedListing
        query={leads}
        empty={
          filtered ? (
            <EmptyState icon={IconFilterOff} title={t('leads.noMatch.title')} text={t('leads.noMatch.text')}>
              <Button variant="light" onClick={() => void navigate({ to: '/leads' })}>
                {t('leads.noMatch.reset')}
              </Button>
            </EmptyState>
          ) : (
            <EmptyState icon={IconUsers} title={t('leads.empty.title')} text={t('leads.empty.text')}>
              <TryIt />
            </EmptyState>
          )
        }
      >
        {(items) => <LeadList items={items} />}
      </PagedListing>
      <Lazily when={leadId !== undefined}>
        <LeadDrawer leadId={leadId} onClose={() => void navigate({ to: '/leads', search })} />
      </Lazily>
    </Page>
  );
}

function LeadList({ items }: { items: LeadSummary[] }) {
  const { t } = useTranslation();
  const label = useLabel();
  const narrow = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  const link = (lead: LeadSummary) => (
    <Link
      to="/leads/$leadId"
      params={{ leadId: lead.id }}
      search={(s) => ({ status: s.status, score: s.score, q: s.q })}
      className={table.rowLink}
    >
      <bdi>{lead.name}</bdi>
    </Link>
  );
  if (narrow) {
    return (
      <ul className={table.cards}>
        {items.map((lead) => (
          <li key={lead.id} className={table.row}>
            <Group justify="space-between" wrap="nowrap">
              {link(lead)}
              <Text size="xs" c="dimmed">
                <Time at={lead.lastActivityAt} />
              </Text>
            </Group>
            <Text size="sm" c="dimmed" truncate>
              <bdi>{lead.phone ?? lead.email ?? label('inbox.channel', lead.source)}</bdi>
            </Text>
            <Group gap="xs" mt={6}>
              <StatusBadge status={lead.status} />
              <ScoreBadge score={lead.score} />
            </Group>
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table.ScrollContainer minWidth={720}>
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
        <caption className={table.caption}>{t('leads.caption')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('leads.column.name')}</Table.Th>
            <Table.Th>{t('leads.column.contact')}</Table.Th>
            <Table.Th>{t('leads.column.status')}</Table.Th>
            <Table.Th>{t('leads.column.score')}</Table.Th>
            <Table.Th>{t('leads.column.source')}</Table.Th>
            <Table.Th>{t('leads.column.lastActivity')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {items.map((lead) => (
            <Table.Tr key={lead.id} className={table.row} data-testid="lead-row">
              <Table.Td className={table.words}>{link(lead)}</Table.Td>
              <Table.Td>
                <bdi>{lead.phone ?? lead.email ?? '–'}</bdi>
              </Table.Td>
              <Table.Td>
                <StatusBadge status={lead.status} />
              </Table.Td>
              <Table.Td>
                <ScoreBadge score={lead.score} />
              </Table.Td>
              <Table.Td>{label('inbox.channel', lead.source)}</Table.Td>
              <Table.Td>
                <Time at={lead.lastActivityAt} as="relative" />
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
