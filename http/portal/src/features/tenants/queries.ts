import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';

type Schemas = components['schemas'];
export type TenantState = Schemas['TenantState'];
export type TenantDetail = Schemas['TenantDetail'];
export type AgentRun = Schemas['AgentRun'];

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

const of = (tenant: string) => ({ params: { path: { tenant } } });

export const tenantUseQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['tenant', tenant, 'use'],
    queryFn: () => body(api.GET('/api/v1/manage/tenants/{tenant}/entitlements', of(tenant))),
  });

export const tenantKnowledgeQuery = (tenant: string) =>
  infiniteQueryOptions({
    queryKey: ['tenant', tenant, 'knowledge'],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/manage/tenants/{tenant}/knowledge', {
          params: { path: { tenant }, query: { limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const tenantRunsQuery = (tenant: string) =>
  infiniteQueryOptions({
    queryKey: ['tenant', tenant, 'runs'],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/manage/tenants/{tenant}/agent-runs', {
          params: { path: { tenant }, query: { limit: 30, cursor: pageParam } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });
