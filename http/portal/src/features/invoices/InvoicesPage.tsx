import { Button, Group } from '@mantine/core';
import { IconDownload, IconReceiptRupee } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { itemsOf } from '../../api/queries';
import { useMay } from '../../app/session';
import { EmptyState } from '../../ui/EmptyState';
import { Lazily } from '../../ui/Lazily';
import { PagedListing } from '../../ui/Listing';
import { Page } from '../../ui/Page';
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
      <PagedListing
        query={invoices}
        empty={
          <EmptyState icon={IconReceiptRupee} title={t('empty.title')} text={t('empty.text')}>
            {mayChange && <Button onClick={() => setEditing(true)}>{t('party.edit')}</Button>}
          </EmptyState>
        }
      >
        {(items) => <InvoiceTable items={items} onOpen={(one) => open(one.id)} />}
      </PagedListing>
      <Lazily when={invoice !== undefined}>
        <InvoiceDrawer side="mine" tenant="" id={invoice} onClose={() => open()} />
      </Lazily>
      <Lazily when={editing}>
        <BillingParty opened={editing} onClose={() => setEditing(false)} />
      </Lazily>
    </Page>
  );
}
