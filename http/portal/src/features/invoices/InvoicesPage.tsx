import { Box, Button, Group, Paper, Skeleton, Stack } from '@mantine/core';
import { IconDownload, IconReceiptRupee } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsOf } from '../../api/queries';
import { useMay } from '../../app/session';
import { EmptyState } from '../../ui/EmptyState';
import { Lazily } from '../../ui/Lazily';
import { LoadMore } from '../../ui/LoadMore';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import table from '../../ui/Table.module.css';
import { InvoiceTable } from './InvoiceTable';
import { myInvoicesQuery } from './queries';

const InvoiceDrawer = lazy(() => import('./InvoiceDrawer'));
const BillingParty = lazy(() => import('./BillingParty'));

/** What this business was billed, and who it is on invoices. */
export function InvoicesPage() {
  const { t } = useTranslation('invoices');
  const { invoice } = useSearch({ from: '/signed-in/settings/invoices' });
  const navigate = useNavigate();
  const mayChange = useMay('billing.manage');
  const [editing, setEditing] = useState(false);
  const invoices = useInfiniteQuery(myInvoicesQuery);
  const items = itemsOf(invoices.data);
  const open = (id?: string) =>
    void navigate({ to: '/settings/invoices', search: { invoice: id }, replace: !id });

  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Group gap="sm">
          {mayChange && (
            <Button variant="default" onClick={() => setEditing(true)}>
              {t('party.edit')}
            </Button>
          )}
          {items.length > 0 && (
            <Button
              component="a"
              href="/api/v1/billing/invoices.csv"
              variant="default"
              leftSection={<IconDownload size={16} aria-hidden />}
            >
              {t('csv')}
            </Button>
          )}
        </Group>
      }
    >
      {invoices.isError && (
        <Box mb="md">
          <ProblemAlert error={invoices.error} onRetry={() => void invoices.refetch()} />
        </Box>
      )}
      <Paper withBorder radius="lg" className={table.card} aria-busy={invoices.isFetching}>
        {invoices.isPending ? (
          <Stack p="md" gap="xs">
            {[1, 2, 3].map((i) => (
              <Skeleton key={i} h={36} />
            ))}
          </Stack>
        ) : items.length > 0 ? (
          <InvoiceTable items={items} onOpen={(one) => open(one.id)} />
        ) : invoices.isError ? null : (
          <EmptyState icon={IconReceiptRupee} title={t('empty.title')} text={t('empty.text')}>
            {mayChange && <Button onClick={() => setEditing(true)}>{t('party.edit')}</Button>}
          </EmptyState>
        )}
        <LoadMore query={invoices} />
      </Paper>
      <Lazily when={invoice !== undefined}>
        <InvoiceDrawer side="mine" tenant="" id={invoice} onClose={() => open()} />
      </Lazily>
      <Lazily when={editing}>
        <BillingParty opened={editing} onClose={() => setEditing(false)} />
      </Lazily>
    </Page>
  );
}
