import { infiniteQueryOptions, keepPreviousData } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';

export type AuditEntry = components['schemas']['AuditEntry'];

/** What stands in the address of the page, and goes to the server as it is. */
export interface AuditFilter {
  tenant?: string;
  actor?: string;
  action?: string;
  target?: string;
  from?: string;
  to?: string;
}

/** Days of the reader's own calendar as moments; the last day is part of what is shown. */
export function asQuery({ from, to, ...rest }: AuditFilter) {
  return { ...rest, from: from && midnight(from, 0), to: to && midnight(to, 1) };
}

/** When a day begins, or so many days later: not all of them have 24 hours. */
function midnight(day: string, later: number): string {
  const at = new Date(`${day}T00:00:00`);
  at.setDate(at.getDate() + later);
  return at.toISOString();
}

export const auditQuery = (all: boolean, filter: AuditFilter) =>
  infiniteQueryOptions({
    queryKey: ['audit', all, filter],
    queryFn: ({ pageParam }) => {
      const { tenant, ...query } = { ...asQuery(filter), limit: 50, cursor: pageParam };
      return body(
        all
          ? api.GET('/api/v1/ops/audit', { params: { query: { ...query, tenant } } })
          : api.GET('/api/v1/audit', { params: { query } }),
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

/** Where the same lines are to be had as a table. */
export function exportHref(all: boolean, filter: AuditFilter): string {
  const query = new URLSearchParams();
  for (const [key, value] of Object.entries(asQuery(filter))) {
    if (value && (all || key !== 'tenant')) query.set(key, value);
  }
  return `${all ? '/api/v1/ops/audit/export' : '/api/v1/audit/export'}?${query}`;
}
