import { useMutation, useQueryClient } from '@tanstack/react-query';
import { followed } from '../../api/following';
import { invoiceQuery, refresh, type InvoiceDetail } from './queries';

export const path = (invoice: InvoiceDetail) => ({
  path: { tenant: invoice.summary.tenant, id: invoice.summary.id },
});

/** Is under way until the page shows what it did: money must not be recorded twice by a second click. */
export function useAction(invoice: InvoiceDetail, work: () => Promise<void>) {
  const queries = useQueryClient();
  const { tenant, id } = invoice.summary;
  return useMutation({
    mutationFn: () => followed(queries, invoiceQuery('manage', tenant, id).queryKey, work),
    onSuccess: () => refresh(queries),
  });
}
