import { queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { Schemas } from '../../api/model';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => body(api.GET('/api/v1/account')),
});

/** Whether nobody can work there at the moment. */
export function isClosed({ state }: Schemas['TenantStanding']): boolean {
  return state === 'paused' || state === 'cancelled' || state === 'erased';
}
