import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followed } from './following';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const key = ['tenant', 'lotus-house'];

/** A page that follows a command after so many looks. */
function page(after: number) {
  let looks = 0;
  const queries = new QueryClient();
  const stop = new QueryObserver(queries, {
    queryKey: key,
    queryFn: () => Promise.resolve({ state: looks++ > after ? 'paused' : 'active' }),
  }).subscribe(() => undefined);
  return { queries, stop, shown: () => queries.getQueryData<{ state: string }>(key)?.state, looks: () => looks };
}

it('is over only when the page shows what was done', async () => {
  const { queries, stop, shown } = page(3);
  await vi.advanceTimersByTimeAsync(0);
  expect(shown()).toBe('active');
  const command = vi.fn(() => Promise.resolve('done'));
  const result = followed(queries, key, command);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(await result).toBe('done');
  expect(shown()).toBe('paused');
  expect(command).toHaveBeenCalledTimes(1);
  stop();
});

it('gives up waiting for what never changes', async () => {
  const { queries, stop, looks } = page(Infinity);
  await vi.advanceTimersByTimeAsync(0);
  const result = followed(queries, key, () => Promise.resolve('done'));
  await vi.advanceTimersByTimeAsync(6_000);
  expect(await result).toBe('done');
  expect(looks()).toBeLessThan(30);
  stop();
});

it('waits for nothing when the command is refused', async () => {
  const { queries, stop, looks } = page(Infinity);
  await vi.advanceTimersByTimeAsync(0);
  await expect(followed(queries, key, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
  expect(looks()).toBe(1);
  stop();
});
