import { QueryClient } from '@tanstack/react-query';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { Invalidator, keysFor, keysForTopic, THROTTLE_MS } from './invalidate';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('maps events to the queries that show them', () => {
  expect(keysFor({ topic: 'inbox', entity: 'conv_1' })).toEqual([
    ['conversations'],
    ['conversation', 'conv_1'],
    ['messages', 'conv_1'],
  ]);
  expect(keysFor({ topic: 'conversation:conv_2', entity: 'msg_1' })).toEqual([
    ['conversation', 'conv_2'],
    ['messages', 'conv_2'],
  ]);
  expect(keysFor({ topic: 'leads', entity: 'lead_1' })).toContainEqual(['lead', 'lead_1']);
  expect(keysFor({ topic: 'inbox', entity: 'cont_1' })).toEqual([['conversations'], ['conversation']]);
  expect(keysFor({ topic: 'unheard-of', entity: 'x' })).toEqual([]);
});

it('covers a whole topic when the server cannot tell what changed', () => {
  expect(keysForTopic('inbox')).toEqual([['conversations'], ['conversation'], ['messages']]);
  expect(keysForTopic('*')).toContainEqual(['leads']);
  // What was missed of a topic is fetched again whatever the topic is.
  for (const topic of ['inbox', 'leads', 'team', 'credits', 'notifications']) {
    expect(keysForTopic('*')).toEqual(expect.arrayContaining(keysForTopic(topic)));
  }
  expect(keysForTopic('*')).not.toContainEqual(['me']);
});

it('turns a burst of events into one round of requests', () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
  const stale = new Invalidator(client);
  for (let i = 0; i < 100; i++) stale.add(keysFor({ topic: 'inbox', entity: 'conv_1' }));
  expect(invalidate).not.toHaveBeenCalled();
  vi.advanceTimersByTime(THROTTLE_MS);
  expect(invalidate).toHaveBeenCalledTimes(3);
  vi.advanceTimersByTime(THROTTLE_MS * 10);
  expect(invalidate).toHaveBeenCalledTimes(3);
});

it('does not put off a steady stream for ever', () => {
  const client = new QueryClient();
  const invalidate = vi.spyOn(client, 'invalidateQueries').mockResolvedValue();
  const stale = new Invalidator(client);
  for (let i = 0; i < 10; i++) {
    stale.add([['leads']]);
    vi.advanceTimersByTime(THROTTLE_MS / 2);
  }
  expect(invalidate.mock.calls.length).toBeGreaterThanOrEqual(3);
});
