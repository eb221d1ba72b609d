import { Group } from '@mantine/core';
import { IconReceiptRupee } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/EmptyState';
import { Lazily } from '../../../ui/Lazily';
import { PagedListing } from '../../../ui/Listing';
import { ButtonLink } from '../../../ui/links';
import { InvoiceTable } from '../../invoices/InvoiceTable';
import { allInvoicesQuery } from '../../invoices/queries';

const InvoiceDrawer = lazy(() => import('../../invoices/InvoiceDrawer'));

/** What a business was billed. */
export default function InvoicesTab({ tenant }: { tenant: string }) {
  const { t } = useTranslation('tenants');
  const invoices = useInfiniteQuery(allInvoicesQuery({ tenant }));
  const [open, setOpen] = useState<string>();
  return (
    <>
      <Group justify="flex-end" mb="sm">
        <ButtonLink variant="default" to="/manage/invoices" search={{ tenant }}>
          {t('invoices.all')}
        </ButtonLink>
      </Group>
      <PagedListing
        query={invoices}
        empty={<EmptyState icon={IconReceiptRupee} title={t('invoices.none')} />}
      >
        {(items) => <InvoiceTable items={items} onOpen={(one) => setOpen(one.id)} />}
      </PagedListing>
      <Lazily when={open !== undefined}>
        <InvoiceDrawer side="manage" tenant={tenant} id={open} onClose={() => setOpen(undefined)} />
      </Lazily>
    </>
  );
}
