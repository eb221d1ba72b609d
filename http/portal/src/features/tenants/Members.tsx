import { Paper, Text } from '@mantine/core';
import { IconUsers } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/EmptyState';
import { Table } from '../../ui/Table';
import { useLabel } from '../../ui/label';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import type { TenantDetail } from './queries';

/** Who works in a business. */
export default function Members({ members }: { members: TenantDetail['members'] }) {
  const { t } = useTranslation('tenants');
  const label = useLabel();
  if (members.length === 0) return <EmptyState icon={IconUsers} title={t('users.none')} />;
  return (
    <Paper withBorder radius="lg" className={table.card}>
      <Table verticalSpacing="sm" horizontalSpacing="md">
        <caption className={table.caption}>{t('tab.users')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('users.name')}</Table.Th>
            <Table.Th>{t('users.role')}</Table.Th>
            <Table.Th visibleFrom="sm">{t('users.seen')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((m) => (
            <Table.Tr key={m.id} className={table.row}>
              <Table.Td className={table.words}>
                <Text size="sm">
                  <bdi>{m.name}</bdi>
                </Text>
                <Text size="xs" c="dimmed">
                  {m.email}
                </Text>
              </Table.Td>
              <Table.Td>{label('user.role', m.role)}</Table.Td>
              <Table.Td visibleFrom="sm">{m.lastSeenAt ? <Time at={m.lastSeenAt} /> : t('users.never')}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
