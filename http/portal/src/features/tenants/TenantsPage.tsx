import { Button, Group, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBuildingStore, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { oneOf, type Schemas } from '../../api/model';
import { useMay } from '../../app/session';
import { Choice } from '../../ui/Choice';
import { EmptyState } from '../../ui/EmptyState';
import { Lazily } from '../../ui/Lazily';
import { PagedListing } from '../../ui/Listing';
import { Page } from '../../ui/Page';
import { SearchInput } from '../../ui/SearchInput';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { tenantStates } from './parts';
import { tenantsQuery } from './queries';
import { TenantStateBadge } from './TenantStateBadge';

const CreateTenant = lazy(() => import('./CreateTenant'));

/** Every business on the platform, the newest first. */
export function TenantsPage() {
  const { t } = useTranslation('tenants');
  const search = useSearch({ from: '/signed-in/manage/tenants' });
  const navigate = useNavigate();
  const mayManage = useMay('tenants.manage');
  const [creating, dialog] = useDisclosure();
  const tenants = useInfiniteQuery(tenantsQuery({ q: search.q ?? '', state: search.standing }));
  const change = (part: Partial<typeof search>) =>
    void navigate({ to: '/manage/tenants', search: { ...search, ...part }, replace: true });
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayManage && (
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
            {t('create.open')}
          </Button>
        )
      }
    >
      <Group mb="md" gap="sm">
        <SearchInput
          label={t('search')}
          w={{ base: '100%', xs: 260 }}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
        />
        <Choice
          aria-label={t('filterState')}
          w={{ base: '100%', xs: 190 }}
          data={[
            { value: '', label: t('anyState') },
            ...tenantStates.map((s) => ({ value: s, label: t(`state.${s}`) })),
          ]}
          value={search.standing ?? ''}
          onChange={(e) => change({ standing: oneOf(tenantStates, e.currentTarget.value) })}
        />
      </Group>
      <PagedListing query={tenants} empty={<EmptyState icon={IconBuildingStore} title={t('empty')} />}>
        {(items) => <Tenants items={items} />}
      </PagedListing>
      <Lazily when={creating}>
        <CreateTenant opened={creating} onClose={dialog.close} />
      </Lazily>
    </Page>
  );
}

function Tenants({ items }: { items: Schemas['TenantSummary'][] }) {
  const { t } = useTranslation('tenants');
  return (
    <Table verticalSpacing="sm" horizontalSpacing="md">
      <caption className={table.caption}>{t('title')}</caption>
      <Table.Thead>
        <Table.Tr>
          <Table.Th>{t('column.name')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('column.industry')}</Table.Th>
          <Table.Th>{t('column.state')}</Table.Th>
          <Table.Th visibleFrom="sm">{t('column.since')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {items.map((tenant) => (
          <Table.Tr key={tenant.id} className={table.row} data-testid="tenant">
            <Table.Td className={table.words}>
              <Link to="/manage/tenants/$tenantId" params={{ tenantId: tenant.id }} className={table.rowLink}>
                {tenant.name || tenant.id}
              </Link>
              <Text size="xs" c="dimmed">
                {tenant.id}
              </Text>
            </Table.Td>
            <Table.Td visibleFrom="sm" className={table.words}>
              {tenant.industry}
            </Table.Td>
            <Table.Td>
              <TenantStateBadge state={tenant.state} />
            </Table.Td>
            <Table.Td visibleFrom="sm">
              <Time at={tenant.registeredAt} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
