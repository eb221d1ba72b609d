import { Alert, List, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/model';

/** Where the address and the state of a party on an invoice disagree; nothing where they agree. */
export function Warnings({ of }: { of: Schemas['InvoiceDetail']['warnings'] }) {
  const { t } = useTranslation('invoices');
  if (of.length === 0) return null;
  return (
    <Alert color="yellow" title={t('warnings')}>
      <List size="sm">
        {of.map((w) => (
          <List.Item key={w.message}>
            <Text size="sm">{w.message}</Text>
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
