import { Group, SegmentedControl, Text } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { deadLetterStates, oneOf, type DeadLetter } from '../../api/model';
import { deadLettersQuery } from '../../api/queries';
import { useFormat } from '../../app/format';
import { EmptyState } from '../../ui/EmptyState';
import { Lazily } from '../../ui/Lazily';
import { PagedListing } from '../../ui/Listing';
import { Page } from '../../ui/Page';
import { SearchInput } from '../../ui/SearchInput';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { StateBadge } from './StateBadge';

const DeadLetterDrawer = lazy(() => import('./DeadLetterDrawer'));
const from = '/signed-in/ops/dead-letters';

export function DeadLettersPage() {
  const { t } = useTranslation();
  const search = useSearch({ from });
  const navigate = useNavigate();
  // Open ones are the work to do, so they are what is shown unless asked otherwise.
  const shown = search.state ?? 'open';
  const letters = useInfiniteQuery(
    deadLettersQuery({ state: shown === 'all' ? undefined : shown, source: search.source }),
  );
  const nothing = shown === 'open' && !search.source ? 'empty' : 'noMatch';
  const change = (part: Partial<typeof search>) =>
    void navigate({ to: '/ops/dead-letters', search: { ...search, ...part }, replace: true });

  return (
    <Page title={t('deadLetters.title')} lead={t('deadLetters.lead')}>
      <Group mb="md" gap="sm">
        <SegmentedControl
          aria-label={t('deadLetters.filterState')}
          value={shown}
          data={[...deadLetterStates, 'all' as const].map((s) => ({
            value: s,
            label: t(`deadLetters.state.${s}`),
          }))}
          onChange={(v) => change({ state: oneOf([...deadLetterStates, 'all'] as const, v) })}
        />
        <SearchInput
          label={t('deadLetters.filterSource')}
          value={search.source ?? ''}
          onChange={(source) => change({ source: source || undefined })}
        />
      </Group>
      <PagedListing
        query={letters}
        empty={
          <EmptyState icon={IconMailCheck} title={t(`deadLetters.${nothing}.title`)} text={t(`deadLetters.${nothing}.text`)} />
        }
      >
        {(items) => <Letters items={items} />}
      </PagedListing>
      <Lazily when={search.id !== undefined}>
        <DeadLetterDrawer
          id={search.id}
          onClose={() =>
            void navigate({ to: '/ops/dead-letters', search: { ...search, id: undefined } })
          }
        />
      </Lazily>
    </Page>
  );
}

function Letters({ items }: { items: DeadLetter[] }) {
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Table verticalSpacing="sm" horizontalSpacing="md">
      <caption className={table.caption}>{t('deadLetters.caption')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('deadLetters.column.reason')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('deadLetters.column.source')}</Table.Th>
          <Table.Th visibleFrom="md">{t('deadLetters.column.tenant')}</Table.Th>
          <Table.Th visibleFrom="md">{t('deadLetters.column.size')}</Table.Th>
          <Table.Th visibleFrom="xs">{t('deadLetters.column.state')}</Table.Th>
          <Table.Th>{t('deadLetters.column.received')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((d) => (
          <Table.Tr key={d.id} className={table.row} data-testid="dead-letter" data-id={d.id}>
            <Table.Td className={table.words}>
              <Link
                to="/ops/dead-letters"
                search={(s) => ({ state: s.state, source: s.source, id: d.id })}
                className={table.rowLink}
                aria-label={t('deadLetters.open', { reason: d.reason, at: format.full(d.receivedAt) })}
              >
                {d.reason}
              </Link>
              {d.detail && (
                <Text size="xs" c="dimmed" lineClamp={1} maw={420} style={{ overflowWrap: 'anywhere' }}>
                  {d.detail}
                </Text>
              )}
              <Text component="div" size="xs" c="dimmed" hiddenFrom="sm">
                {d.source} {d.tenant && <bdi>· {d.tenant}</bdi>}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm" className={table.words}>
              {d.source}
            </Table.Td>
            <Table.Td visibleFrom="md">{d.tenant ?? '–'}</Table.Td>
            <Table.Td visibleFrom="md">{format.bytes(d.size)}</Table.Td>
            <Table.Td visibleFrom="xs">
              <StateBadge state={d.state} />
            </Table.Td>
            <Table.Td>
              <Time at={d.receivedAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
