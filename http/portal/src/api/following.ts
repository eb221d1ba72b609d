import type { QueryClient, QueryKey } from '@tanstack/react-query';

const PAUSE_MS = 250;
/** Lists are told of a command within a second; after this long something else is wrong. */
const PATIENCE_MS = 5_000;

/** Asks until the answer is yes; no when it never was. */
export async function until(check: () => Promise<boolean>): Promise<boolean> {
  const end = Date.now() + PATIENCE_MS;
  while (!(await check())) {
    if (Date.now() > end) return false;
    await new Promise((next) => setTimeout(next, PAUSE_MS));
  }
  return true;
}

/**
 * Carries out a command and waits for what is on the screen to show it: lists and pages follow
 * events a moment later, and whoever has saved must not see the old value again.
 */
export async function followed<T>(
  queries: QueryClient,
  queryKey: QueryKey,
  command: () => Promise<T>,
): Promise<T> {
  const before = queries.getQueryData(queryKey);
  const answer = await command();
  if (before !== undefined) {
    await until(async () => {
      await queries.refetchQueries({ queryKey, exact: true });
      // What has not changed stays the same object.
      return queries.getQueryData(queryKey) !== before;
    });
  }
  return answer;
}
