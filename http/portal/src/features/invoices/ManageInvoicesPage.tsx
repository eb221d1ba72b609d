import { Button, Group, Paper, TextInput } from '@mantine/core';
import { IconFilterOff, IconPlus } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../../api/model';
import { Choice } from '../../ui/Choice';
import { EmptyState } from '../../ui/EmptyState';
import { Facts } from '../../ui/Facts';
import { Lazily } from '../../ui/Lazily';
import { PagedListing } from '../../ui/Listing';
import { Page } from '../../ui/Page';
import { SearchInput } from '../../ui/SearchInput';
import { InvoiceTable } from './InvoiceTable';
import { allInvoicesQuery, sellerQuery, statuses } from './queries';

const InvoiceDrawer = lazy(() => import('./InvoiceDrawer'));
const DraftForm = lazy(() => import('./DraftForm'));

/** Invoices of every business. */
export function ManageInvoicesPage() {
  const { t } = useTranslation('invoices');
  const search = useSearch({ from: '/signed-in/manage/invoices' });
  const navigate = useNavigate();
  const [drafting, setDrafting] = useState(false);
  const invoices = useInfiniteQuery(
    allInvoicesQuery({ status: search.shown, tenant: search.tenant, q: search.q }),
  );
  const change = (part: Partial<typeof search>) =>
    void navigate({ to: '/manage/invoices', search: { ...search, ...part }, replace: true });

  return (
    <Page
      title={t('title')}
      lead={t('manageLead')}
      actions={
        <Group gap="sm">
          <Gstr1 />
          <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={() => setDrafting(true)}>
            {t('draft.new')}
          </Button>
        </Group>
      }
    >
      <Group mb="md" gap="sm">
        <SearchInput
          label={t('search')}
          w={{ base: '100%', xs: 260 }}
          value={search.q ?? ''}
          onChange={(q) => change({ q: q || undefined })}
        />
        <SearchInput
          label={t('tenant')}
          w={{ base: '100%', xs: 200 }}
          value={search.tenant ?? ''}
          onChange={(tenant) => change({ tenant: tenant || undefined })}
        />
        <Choice
          aria-label={t('column.status')}
          w={{ base: '100%', xs: 170 }}
          data={[
            { value: '', label: t('anyStatus') },
            ...statuses.map((s) => ({ value: s, label: t(`status.${s}`) })),
          ]}
          value={search.shown ?? ''}
          onChange={(e) => change({ shown: oneOf(statuses, e.currentTarget.value) })}
        />
      </Group>
      <PagedListing
        query={invoices}
        empty={<EmptyState icon={IconFilterOff} title={t('none.title')} text={t('none.text')} />}
      >
        {(items) => (
          <InvoiceTable
            customers
            items={items}
            onOpen={(one) => change({ invoice: one.id, of: one.tenant })}
          />
        )}
      </PagedListing>
      <Seller />
      <Lazily when={search.invoice !== undefined}>
        <InvoiceDrawer
          side="manage"
          tenant={search.of ?? ''}
          id={search.invoice}
          onClose={() => change({ invoice: undefined, of: undefined })}
        />
      </Lazily>
      <Lazily when={drafting}>
        <DraftForm
          opened={drafting}
          onClose={() => setDrafting(false)}
          onDrafted={(tenant, id) => {
            setDrafting(false);
            change({ invoice: id, of: tenant });
          }}
        />
      </Lazily>
    </Page>
  );
}

/** A month's invoices and credit notes as a file to fill GSTR-1 in from; the last whole month first. */
function Gstr1() {
  const { t } = useTranslation('invoices');
  const [month, setMonth] = useState(lastMonth);
  return (
    <Group gap={4} wrap="nowrap">
      <TextInput
        type="month"
        aria-label={t('month')}
        w={150}
        value={month}
        onChange={(e) => setMonth(e.currentTarget.value)}
      />
      <Button
        component="a"
        variant="default"
        href={`/api/v1/manage/invoices.csv?month=${month}`}
        disabled={month === ''}
      >
        {t('gstr1')}
      </Button>
    </Group>
  );
}

function lastMonth() {
  const day = new Date();
  day.setDate(0);
  return `${day.getFullYear()}-${String(day.getMonth() + 1).padStart(2, '0')}`;
}

/** Who stands on the invoices, as the configuration has it. */
function Seller() {
  const { t } = useTranslation('invoices');
  const seller = useQuery(sellerQuery).data;
  if (!seller) return null;
  return (
    <Paper withBorder radius="lg" p="md" mt="lg" component="section" aria-label={t('seller.title')}>
      <Facts
        items={[
          { label: t('seller.title'), value: seller.party.legalName },
          { label: t('party.address'), value: seller.party.address },
          { label: t('gstin'), value: seller.party.gstin ?? '–' },
          { label: t('seller.lut'), value: seller.lut ?? t('seller.noLut') },
          { label: t('seller.series'), value: `${seller.series}, ${seller.creditSeries}` },
          { label: t('seller.sac'), value: `${seller.sac}, ${seller.rate / 100} %` },
        ]}
      />
    </Paper>
  );
}
