import { queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';

export const accountQuery = queryOptions({
  queryKey: ['account'],
  queryFn: () => body(api.GET('/api/v1/account')),
});
