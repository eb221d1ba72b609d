import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { Schemas } from '../../api/model';

export type Credits = Schemas['CreditsOverview'];
export type StatementLine = Schemas['StatementLine'];
export type StatementKind = Schemas['StatementKind'];

export const statementKinds = [
  'usage',
  'allowance',
  'lapsed',
  'top_up',
  'grant',
  'adjustment',
  'plan_change',
] as const satisfies readonly StatementKind[];

export const creditsQuery = queryOptions({
  queryKey: ['credits'],
  queryFn: () => body(api.GET('/api/v1/credits')),
});

/** Of one's own business, or of a tenant for operators. */
export const statementQuery = (kind: StatementKind | undefined, tenant?: string) =>
  infiniteQueryOptions({
    queryKey: ['credits', 'statement', tenant ?? '', kind ?? 'all'],
    queryFn: ({ pageParam }) => {
      const query = { kind, limit: 50, cursor: pageParam };
      return body(
        tenant === undefined
          ? api.GET('/api/v1/credits/statement', { params: { query } })
          : api.GET('/api/v1/manage/tenants/{tenant}/credits/statement', {
              params: { path: { tenant }, query },
            }),
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const tenantCreditsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['credits', 'of', tenant],
    queryFn: () =>
      body(api.GET('/api/v1/manage/tenants/{tenant}/credits', { params: { path: { tenant } } })),
  });
