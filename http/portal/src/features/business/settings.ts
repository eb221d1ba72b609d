import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import { meQuery } from '../../app/session';
import type { components } from '../../api/generated/schema';

export type Settings = components['schemas']['SettingsView'];
type Schemas = components['schemas'];

export const settingsQuery = queryOptions({
  queryKey: ['settings'],
  queryFn: () => body(api.GET('/api/v1/settings')),
});

/** What each settings page saves. */
export const save = {
  business: (b: Schemas['BusinessRequest']) => body(api.PUT('/api/v1/settings/business', { body: b })),
  hours: (b: Schemas['HoursRequest']) => body(api.PUT('/api/v1/settings/hours', { body: b })),
  voice: (b: Schemas['VoiceRequest']) => body(api.PUT('/api/v1/settings/voice', { body: b })),
  questions: (b: Schemas['QuestionsRequest']) => body(api.PUT('/api/v1/settings/questions', { body: b })),
  competitors: (b: Schemas['CompetitorsRequest']) =>
    body(api.PUT('/api/v1/settings/competitors', { body: b })),
  notifications: (b: Schemas['NotificationsRequest']) =>
    body(api.PUT('/api/v1/settings/notifications', { body: b })),
};

/** Saves a page; the answer holds everything as it is now. */
export function useSave<T>(call: (values: T) => Promise<Settings>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: call,
    onSuccess: (settings) => {
      queries.setQueryData(settingsQuery.queryKey, settings);
      // The name stands in the menu, and the time zone in every date.
      const { name, timeZone } = settings.profile;
      queries.setQueryData(meQuery.queryKey, (me) =>
        me?.tenant ? { ...me, tenant: { ...me.tenant, name, timeZone } } : me,
      );
    },
  });
}

/** One entry per line, without empty ones. */
export const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');

export const orNull = (text: string): string | null => text.trim() || null;
