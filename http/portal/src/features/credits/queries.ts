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

export const statementQuery = (kind: StatementKind | undefined) =>
  infiniteQueryOptions({
    queryKey: ['credits', 'statement', kind ?? 'all'],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/credits/statement', {
          params: { query: { kind, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });
