import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';

type Schemas = components['schemas'];
export type Notification = Schemas['Notification'];
export type Preferences = Schemas['NotificationPreferences'];
export type Choices = Schemas['NotificationChoices'];
export type OutboxMail = Schemas['OutboxMail'];

export const mailStates = ['queued', 'attempted', 'sent', 'failed', 'unknown', 'suppressed'] as const;
export type MailState = (typeof mailStates)[number];

export const channels = ['bell', 'mail', 'telegram', 'push'] as const;
export const categories = ['inbox', 'leads', 'team', 'security', 'billing', 'usage', 'operations'] as const;

const firstPage = undefined as string | undefined;
const nextCursor = (last: { next?: string | null }) => last.next ?? undefined;

export const notificationsQuery = (unread: boolean) =>
  infiniteQueryOptions({
    queryKey: ['notifications', 'list', unread],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/notifications', {
          params: { query: { unread, limit: 30, cursor: pageParam } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
  });

export const unreadQuery = queryOptions({
  queryKey: ['notifications', 'unread'],
  queryFn: () => body(api.GET('/api/v1/notifications/unread')),
});

export const preferencesQuery = queryOptions({
  queryKey: ['notification-preferences'],
  queryFn: () => body(api.GET('/api/v1/me/notification-preferences')),
});

export const telegramQuery = queryOptions({
  queryKey: ['telegram'],
  queryFn: () => body(api.GET('/api/v1/me/telegram')),
});

export const pushQuery = queryOptions({
  queryKey: ['push'],
  queryFn: () => body(api.GET('/api/v1/me/push')),
});

export const outboxQuery = (filter: { state?: MailState; to?: string }) =>
  infiniteQueryOptions({
    queryKey: ['mail-outbox', filter],
    queryFn: ({ pageParam }) =>
      body(
        api.GET('/api/v1/manage/mail/outbox', {
          params: { query: { ...filter, limit: 50, cursor: pageParam } },
        }),
      ),
    initialPageParam: firstPage,
    getNextPageParam: nextCursor,
    placeholderData: keepPreviousData,
    refetchInterval: 10_000,
  });

export const suppressedQuery = infiniteQueryOptions({
  queryKey: ['mail-suppressed'],
  queryFn: ({ pageParam }) =>
    body(
      api.GET('/api/v1/manage/mail/suppressed', { params: { query: { limit: 50, cursor: pageParam } } }),
    ),
  initialPageParam: firstPage,
  getNextPageParam: nextCursor,
});

export const templatesQuery = queryOptions({
  queryKey: ['mail-templates'],
  queryFn: () => body(api.GET('/api/v1/manage/mail/templates')),
  staleTime: Infinity,
});

export const previewQuery = (name: string) =>
  queryOptions({
    queryKey: ['mail-templates', name],
    queryFn: () =>
      body(
        api.GET('/api/v1/manage/mail/templates/{name}', {
          params: { path: { name }, query: { language: 'en' } },
        }),
      ),
    staleTime: Infinity,
  });
