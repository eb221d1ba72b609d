import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';

type Schemas = components['schemas'];
export type Subscription = Schemas['SubscriptionSummary'];
export type CheckoutOrder = Schemas['Checkout'];
export type PlanId = Subscription['plan'];
export type Money = Schemas['Money'];
export type Payment = Schemas['PaymentRow'];

export const subscriptionsQuery = queryOptions({
  queryKey: ['subscriptions'],
  queryFn: () => body(api.GET('/api/v1/billing/subscriptions')),
});

export const plansQuery = queryOptions({
  queryKey: ['plans'],
  queryFn: () => body(api.GET('/api/v1/plans')),
});

export const topUpsQuery = queryOptions({
  queryKey: ['top-ups'],
  queryFn: () => body(api.GET('/api/v1/billing/top-ups')),
});

/** Of one's own business, or of a tenant for operators. */
export const paymentsQuery = (tenant?: string) =>
  infiniteQueryOptions({
    queryKey: ['payments', tenant ?? ''],
    queryFn: ({ pageParam }) => {
      const query = { limit: 20, cursor: pageParam };
      return body(
        tenant === undefined
          ? api.GET('/api/v1/billing/payments', { params: { query } })
          : api.GET('/api/v1/manage/tenants/{tenant}/payments', {
              params: { path: { tenant }, query },
            }),
      );
    },
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
  });

export const tenantSubscriptionsQuery = (tenant: string) =>
  queryOptions({
    queryKey: ['subscriptions', tenant],
    queryFn: () =>
      body(
        api.GET('/api/v1/manage/tenants/{tenant}/subscriptions', { params: { path: { tenant } } }),
      ),
  });

export const previewQuery = (id: string, plan: PlanId) =>
  queryOptions({
    queryKey: ['plan-preview', id, plan],
    queryFn: () =>
      body(
        api.GET('/api/v1/billing/subscriptions/{id}/preview', {
          params: { path: { id }, query: { plan } },
        }),
      ),
  });

export const isOver = (s: Subscription) => s.status === 'cancelled' || s.status === 'expired';
