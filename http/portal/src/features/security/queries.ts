import { queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';

export type Security = components['schemas']['Security'];
export type Passkey = Security['passkeys'][number];
export type Account = Security['accounts'][number];

export const securityQuery = queryOptions({
  queryKey: ['security'],
  queryFn: () => body(api.GET('/api/v1/me/security')),
});

/** Only what the operator has configured; nobody waits for it. */
export const providersQuery = queryOptions({
  queryKey: ['providers'],
  queryFn: () => body(api.GET('/api/v1/auth/providers')),
  staleTime: Infinity,
});
