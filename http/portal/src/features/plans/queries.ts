import { queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { Schemas } from '../../api/model';

export type PlanVersion = Schemas['PlanVersion'];
export type PlanId = Schemas['PlanId'];
export type Limits = Schemas['Limits'];

export const planIds = ['free', 'starter', 'growth', 'pro'] as const satisfies readonly PlanId[];

export const limitNames = [
  'creditsPerMonth',
  'agents',
  'channels',
  'seats',
  'contacts',
  'tokensPerMonth',
] as const satisfies readonly (keyof Limits)[];

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: () => body(api.GET('/api/v1/plans')),
  staleTime: 60_000,
});

/** What this tenant may use, and how much of it is in use. */
export const entitlementsQuery = queryOptions({
  queryKey: ['entitlements'],
  queryFn: () => body(api.GET('/api/v1/entitlements')),
  staleTime: 30_000,
});

export const planVersionsQuery = (plan: PlanId) =>
  queryOptions({
    queryKey: ['plan-versions', plan],
    queryFn: () =>
      body(api.GET('/api/v1/manage/plans/{plan}/versions', { params: { path: { plan } } })),
  });

/** What the agents of a plan are chosen from. */
export const planAgentsQuery = queryOptions({
  queryKey: ['plan-agents'],
  queryFn: () => body(api.GET('/api/v1/manage/plans/agents')),
  staleTime: Infinity,
});
