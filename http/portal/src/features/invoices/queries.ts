import { infiniteQueryOptions, keepPreviousData, queryOptions, type QueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { Schemas } from '../../api/model';

export type Invoice = Schemas['InvoiceSummary'];
export type InvoiceDetail = Schemas['InvoiceDetail'];
export type InvoiceStatus = Invoice['status'];

export const statuses = ['draft', 'issuing', 'issued', 'paid', 'void', 'discarded'] as const;

/** How money comes that an operator records. */
export const methods = ['bank_transfer', 'upi', 'cheque', 'card'] as const;

/** Whose invoices: a business's own, or those of all for whoever runs the platform. */
export type Side = 'mine' | 'manage';

const first = undefined as string | undefined;

export const myInvoicesQuery = infiniteQueryOptions({
  queryKey: ['invoices', 'mine'],
  queryFn: ({ pageParam }) =>
    body(api.GET('/api/v1/billing/invoices', { params: { query: { limit: 50, cursor: pageParam } } })),
  initialPageParam: first,
  getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
});

export interface Filter {
  status?: InvoiceStatus;
  tenant?: string;
  q?: string;
}

export const allInvoicesQuery = (filter: Filter) =>
  infiniteQueryOptions({
    queryKey: ['invoices', 'all', filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/manage/invoices', {
          params: { query: { ...filter, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: first,
    getNextPageParam: (last: { next?: string | null }) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const invoiceQuery = (side: Side, tenant: string, id: string) =>
  queryOptions({
    queryKey: ['invoice', side, tenant, id],
    queryFn: () =>
      side === 'mine'
        ? body(api.GET('/api/v1/billing/invoices/{id}', { params: { path: { id } } }))
        : body(api.GET('/api/v1/manage/invoices/{tenant}/{id}', { params: { path: { tenant, id } } })),
  });

export const tdsSectionsQuery = queryOptions({
  queryKey: ['tds-sections'],
  queryFn: () => body(api.GET('/api/v1/manage/tds-sections')),
  staleTime: Infinity,
});

export const booksQuery = (tenant: string, id: string) =>
  queryOptions({
    queryKey: ['invoice', 'books', tenant, id],
    queryFn: () =>
      body(api.GET('/api/v1/manage/invoices/{tenant}/{id}/accounting', { params: { path: { tenant, id } } })),
  });

export const partyQuery = queryOptions({
  queryKey: ['billing-party'],
  queryFn: () => body(api.GET('/api/v1/billing/party')),
});

export const sellerQuery = queryOptions({
  queryKey: ['seller'],
  queryFn: () => body(api.GET('/api/v1/manage/seller')),
});

/** Where the document can be saved from. */
export const pdfPath = (side: Side, tenant: string, id: string, note?: string) =>
  (side === 'mine' ? `/api/v1/billing/invoices/${id}` : `/api/v1/manage/invoices/${tenant}/${id}`) +
  (note ? `/credit-notes/${note}/pdf` : '/pdf');

/** What shows invoices follows their events a moment later: looks at once, and again soon. */
export function refresh(queries: QueryClient): void {
  for (const ms of [0, 500, 2000]) {
    setTimeout(() => {
      void queries.invalidateQueries({ queryKey: ['invoices'] });
      void queries.invalidateQueries({ queryKey: ['invoice'] });
    }, ms);
  }
}
