import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';

type Schemas = components['schemas'];
export type Onboarding = Schemas['Onboarding'];
export type Step = Schemas['OnboardingStep'];
export type Template = Schemas['IndustryTemplate'];

export const onboardingQuery = queryOptions({
  queryKey: ['onboarding'],
  queryFn: () => body(api.GET('/api/v1/onboarding')),
});

export const templatesQuery = queryOptions({
  queryKey: ['templates'],
  queryFn: () => body(api.GET('/api/v1/onboarding/templates')),
  staleTime: Infinity,
});

export const knowledgeQuery = infiniteQueryOptions({
  queryKey: ['knowledge'],
  queryFn: ({ pageParam }) =>
    body(api.GET('/api/v1/knowledge', { params: { query: { limit: 50, cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});
