import { Button, Text } from '@mantine/core';
import { IconMailCheck } from '@tabler/icons-react';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { EmptyState } from '../../ui/EmptyState';
import { PagedListing } from '../../ui/Listing';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { suppressedQuery } from './queries';

/** Addresses that nothing is sent to any more, and the way back. */
export function SuppressedTab() {
  const { t } = useTranslation('notifications');
  const client = useQueryClient();
  const addresses = useInfiniteQuery(suppressedQuery);
  const lift = useMutation({
    mutationFn: (address: string) =>
      done(api.DELETE('/api/v1/manage/mail/suppressed/{address}', { params: { path: { address } } })),
    onSettled: () => client.invalidateQueries({ queryKey: suppressedQuery.queryKey }),
  });
  return (
    <PagedListing
      query={addresses}
      problem={lift.error}
      empty={
        <EmptyState
          icon={IconMailCheck}
          title={t('mail.noneSuppressed.title')}
          text={t('mail.noneSuppressed.text')}
        />
      }
    >
      {(items) => (
        <Table verticalSpacing="sm" horizontalSpacing="md">
          <caption className={table.caption}>{t('mail.tab.suppressed')}</caption>
          <Table.Thead>
            <Table.Tr>
              <Table.Th>{t('mail.column.address')}</Table.Th>
              <Table.Th visibleFrom="sm">{t('mail.column.since')}</Table.Th>
              <Table.Th>{t('mail.column.action')}</Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {items.map((a) => (
              <Table.Tr key={a.address} className={table.row}>
                <Table.Td style={{ overflowWrap: 'anywhere' }}>
                  <Text size="sm">{a.address}</Text>
                  <Text size="xs" c="dimmed">
                    {a.reason}
                  </Text>
                </Table.Td>
                <Table.Td visibleFrom="sm">
                  <Time at={a.at} />
                </Table.Td>
                <Table.Td>
                  <Button
                    size="xs"
                    variant="default"
                    aria-label={t('mail.liftOf', { address: a.address })}
                    loading={lift.isPending && lift.variables === a.address}
                    onClick={() => lift.mutate(a.address)}
                  >
                    {t('mail.lift')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      )}
    </PagedListing>
  );
}
