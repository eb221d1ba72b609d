import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';

type Schemas = components['schemas'];
export type TenantState = Schemas['TenantState'];
export type TenantDetail = Schemas['TenantDetail'];

export const tenantStates = [
  'onboarding',
  'active',
  'past_due',
  'frozen',
  'paused',
  'cancelled',
  'erased',
] as const satisfies readonly TenantState[];

export const tenantsQuery = (filter: { q: string; state?: TenantState }) =>
  infiniteQueryOptions({
    queryKey: ['tenants', filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/manage/tenants', {
          params: { query: { q: filter.q || undefined, state: filter.state, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
  });

export const tenantQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['tenant', tenant],
    queryFn: () => body(api.GET('/api/v1/manage/tenants/{tenant}', { params: { path: { tenant } } })),
  });
