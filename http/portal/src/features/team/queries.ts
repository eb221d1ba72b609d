import { infiniteQueryOptions, queryOptions } from '@tanstack/react-query';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';

export type TeamMember = components['schemas']['TeamMember'];
export type TeamInvitation = components['schemas']['TeamInvitation'];
export type TeamActivity = components['schemas']['TeamActivity'];
export type Role = components['schemas']['Role'];

/** The roles that somebody can have in a team, the one with most permissions first. */
export const teamRoles = ['admin', 'manager', 'agent', 'viewer', 'reviewer', 'client_user'] as const;
export type TeamRole = (typeof teamRoles)[number];

export const teamQuery = queryOptions({
  queryKey: ['team'],
  queryFn: () => body(api.GET('/api/v1/team')),
});

export const invitationsQuery = queryOptions({
  queryKey: ['team', 'invitations'],
  queryFn: () => body(api.GET('/api/v1/team/invitations')),
});

export const activityQuery = infiniteQueryOptions({
  queryKey: ['team', 'activity'],
  queryFn: ({ pageParam }) =>
    body(api.GET('/api/v1/team/activity', { params: { query: { limit: 20, cursor: pageParam } } })),
  initialPageParam: undefined as string | undefined,
  getNextPageParam: (last) => last.next ?? undefined,
});
