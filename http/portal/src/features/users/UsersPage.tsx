import { Badge, Group, Text } from '@mantine/core';
import { IconUserSearch } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { Lazily } from '../../ui/Lazily';
import { PagedListing } from '../../ui/Listing';
import { Page } from '../../ui/Page';
import { SearchInput } from '../../ui/SearchInput';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { usersQuery, type UserSummary } from './queries';

const UserDrawer = lazy(() => import('./UserDrawer'));
const from = '/signed-in/manage/users';

/** The users of every business. */
export function UsersPage() {
  const { t } = useTranslation('users');
  const search = useSearch({ from });
  const navigate = useNavigate();
  const users = useInfiniteQuery(usersQuery({ q: search.q, tenant: search.tenant }));
  const change = (part: Partial<typeof search>) =>
    void navigate({ to: '/manage/users', search: { ...search, ...part }, replace: true });
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Group mb="md" gap="sm">
        <SearchInput
          label={t('search')}
          w={{ base: '100%', xs: 260 }}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
        />
        <SearchInput
          label={t('business')}
          w={{ base: '100%', xs: 200 }}
          value={search.tenant ?? ''}
          onChange={(tenant) => change({ tenant: tenant || undefined })}
        />
      </Group>
      <PagedListing
        query={users}
        empty={<EmptyState icon={IconUserSearch} title={t('none.title')} text={t('none.text')} />}
      >
        {(items) => <Users items={items} />}
      </PagedListing>
      <Lazily when={search.id !== undefined}>
        <UserDrawer id={search.id} onClose={() => change({ id: undefined })} />
      </Lazily>
    </Page>
  );
}

function Users({ items }: { items: UserSummary[] }) {
  const { t } = useTranslation('users');
  return (
    <Table verticalSpacing="sm" horizontalSpacing="md">
      <caption className={table.caption}>{t('title')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.name')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('column.businesses')}</Table.Th>
          <Table.Th>{t('column.state')}</Table.Th>
          <Table.Th visibleFrom="md">{t('column.seen')}</Table.Th>
          <Table.Th visibleFrom="md">{t('column.since')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((u) => (
          <Table.Tr key={u.id} className={table.row} data-testid="user" data-id={u.id}>
            <Table.Td className={table.words}>
              <Link
                to="/manage/users"
                search={(s) => ({ q: s.q, tenant: s.tenant, id: u.id })}
                className={table.rowLink}
              >
                <bdi>{u.name}</bdi>
              </Link>
              <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                <bdi>{u.email}</bdi>
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm">{u.tenants}</Table.Td>
            <Table.Td>
              <UserState user={u} />
            </Table.Td>
            <Table.Td visibleFrom="md">
              {u.lastSeenAt ? <Time at={u.lastSeenAt} as="relative" /> : t('never')}
            </Table.Td>
            <Table.Td visibleFrom="md">
              <Time at={u.createdAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

export function UserState({ user }: { user: UserSummary }) {
  const { t } = useTranslation('users');
  return (
    <Group gap={4}>
      {user.platformRole && <Badge color="ai">{t('operator')}</Badge>}
      {user.disabled ? (
        <Badge color="red">{t('disabled')}</Badge>
      ) : user.verified ? (
        <Badge color="teal">{t('active')}</Badge>
      ) : (
        <Badge color="gray">{t('unverified')}</Badge>
      )}
    </Group>
  );
}
