import { Badge, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Invoice } from './queries';

const colors: Record<Invoice['status'], string> = {
  draft: 'gray',
  issuing: 'blue',
  issued: 'blue',
  paid: 'green',
  void: 'gray',
  discarded: 'gray',
};

export function InvoiceBadges({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('invoices');
  return (
    <Group gap={6}>
      {invoice.overdue ? (
        <Badge color="red" variant="light">
          {t('overdue')}
        </Badge>
      ) : (
        <Badge color={colors[invoice.status]} variant="light">
          {t(`status.${invoice.status}`)}
        </Badge>
      )}
      {invoice.paymentFailed && (
        <Badge color="red" variant="light">
          {t('paymentFailed')}
        </Badge>
      )}
    </Group>
  );
}
