import type { UseQueryResult } from '@tanstack/react-query';
import { useState } from 'react';

/**
 * What a form may start from: never what was loaded some time ago, or saving would put back what
 * somebody has changed since. Once the form is there it stays.
 */
export function useFresh<T>(query: UseQueryResult<T>): T | undefined {
  const [ready, setReady] = useState(false);
  if (!ready && query.data !== undefined && (!query.isStale || query.isFetchedAfterMount)) setReady(true);
  return ready ? query.data : undefined;
}
