import { Group, Text } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import { InvoiceBadges } from './InvoiceBadges';
import { inRupees } from './money';
import type { Invoice } from './queries';

interface Props {
  items: Invoice[];
  /** Whether to say whose each is. */
  customers?: boolean;
  onOpen: (invoice: Invoice) => void;
}

/** Invoices as rows, or as cards where there is no room for rows. */
export function InvoiceTable(props: Props) {
  const { t } = useTranslation('invoices');
  const format = useFormat();
  const day = (day: string | null) => format.date(day ?? '') || '–';
  // Drafts have no date yet.
  const dated = (one: Invoice) => day(one.date ?? format.dayKey(one.createdAt));
  const narrow = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  const name = (one: Invoice) => (
    <button
      type="button"
      className={table.rowLink}
      style={{ whiteSpace: 'nowrap' }}
      onClick={() => props.onOpen(one)}
    >
      {one.number ?? t(`origin.${one.origin}`)}
    </button>
  );
  // Drafts have no total yet: their tax is settled when they are issued.
  const amount = (one: Invoice) => inRupees(one.total || one.taxable);
  if (narrow) {
    return (
      <ul className={table.cards}>
        {props.items.map((one) => (
          <li key={one.id} className={table.row}>
            <Group justify="space-between" wrap="nowrap">
              {name(one)}
              <Text size="sm" fw={600}>
                {amount(one)}
              </Text>
            </Group>
            <Text size="sm" c="dimmed">
              {props.customers && <bdi>{one.customer} · </bdi>}
              {dated(one)}
            </Text>
            <InvoiceBadges invoice={one} />
          </li>
        ))}
      </ul>
    );
  }
  return (
    <Table.ScrollContainer minWidth={640}>
      <Table verticalSpacing="sm" horizontalSpacing="md" highlightOnHover>
        <caption className={table.caption}>{t('title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('column.number')}</Table.Th>
            {props.customers && <Table.Th>{t('column.customer')}</Table.Th>}
            <Table.Th>{t('column.date')}</Table.Th>
            <Table.Th>{t('column.due')}</Table.Th>
            <Table.Th>{t('column.status')}</Table.Th>
            <Table.Th ta="end">{t('column.amount')}</Table.Th>
            <Table.Th ta="end">{t('column.open')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {props.items.map((one) => (
            <Table.Tr key={one.id} className={table.row} data-testid="invoice-row">
              <Table.Td>{name(one)}</Table.Td>
              {props.customers && (
                <Table.Td className={table.words}>
                  <bdi>{one.customer}</bdi>
                </Table.Td>
              )}
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{dated(one)}</Table.Td>
              <Table.Td style={{ whiteSpace: 'nowrap' }}>{day(one.due)}</Table.Td>
              <Table.Td>
                <InvoiceBadges invoice={one} />
              </Table.Td>
              <Table.Td ta="end">{amount(one)}</Table.Td>
              <Table.Td ta="end">{one.number ? inRupees(one.open) : '–'}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}
