import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from './client';
import type { ConversationView, DeadLetterState, LeadScore, LeadStatus } from './model';

interface PageOf<T> {
  items: T[];
  next?: string | null;
}

/** The cursor of the page after the last one, or undefined at the end. */
const nextCursor = (last: { next?: string | null }) => last.next ?? undefined;
const firstPage = undefined as string | undefined;

export function itemsOf<T>(data: { pages: PageOf<T>[] } | undefined): T[] {
  return data?.pages.flatMap((p) => p.items) ?? [];
}

export interface ConversationFilter {
  view: ConversationView;
  q: string;
}

export const conversationsQuery = (filter: ConversationFilter) =>
  infiniteQueryOptions({
    queryKey: ['conversations', filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/conversations', {
          params: { query: { view: filter.view, q: filter.q || undefined, limit: 40, cursor: pageParam } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  });

export const conversationQuery = (id: string) =>
  queryOptions({
    queryKey: ['conversation', id],
    queryFn: () => body(api.GET('/api/v1/conversations/{id}', { params: { path: { id } } })),
  });

export const messagesQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['messages', id],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/conversations/{id}/messages', {
          params: { path: { id }, query: { limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
  });

export const agentRunQuery = (id: string) =>
  queryOptions({
    queryKey: ['agent-run', id],
    queryFn: () => body(api.GET('/api/v1/agent-runs/{id}', { params: { path: { id } } })),
  });

export interface LeadFilter {
  status?: LeadStatus;
  score?: LeadScore;
  q: string;
}

export const leadsQuery = (filter: LeadFilter) =>
  infiniteQueryOptions({
    queryKey: ['leads', filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/leads', {
          params: { query: { ...filter, q: filter.q || undefined, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  });

export const leadQuery = (id: string) =>
  queryOptions({
    queryKey: ['lead', id],
    queryFn: () => body(api.GET('/api/v1/leads/{id}', { params: { path: { id } } })),
  });

export const channelsQuery = queryOptions({
  queryKey: ['channels'],
  queryFn: () => body(api.GET('/api/v1/channels')),
});

export interface DeadLetterFilter {
  state?: DeadLetterState;
  source?: string;
}

export const deadLettersQuery = (filter: DeadLetterFilter) =>
  infiniteQueryOptions({
    queryKey: ['dead-letters', filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/ops/dead-letters', {
          params: { query: { ...filter, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
    // No live topic tells of these.
    refetchInterval: 10_000,
  });

export const deadLetterQuery = (id: string) =>
  queryOptions({
    queryKey: ['dead-letter', id],
    queryFn: () => body(api.GET('/api/v1/ops/dead-letters/{id}', { params: { path: { id } } })),
  });

export const overviewQuery = queryOptions({
  queryKey: ['overview'],
  queryFn: () => body(api.GET('/api/v1/ops/overview')),
  refetchInterval: 3_000,
});
