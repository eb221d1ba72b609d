import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, rootRoute, text, type Search } from '../../app/roots';
import { settingsRoute } from '../settings/root';

export const teamRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/team',
  beforeLoad: needs('team.read'),
  component: lazyRouteComponent(() => import('./TeamPage'), 'TeamPage'),
});

/** Where the link of an invitation leads, signed in or not. */
const invitationRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/invitation',
  validateSearch: (s: Search): { token?: string } => ({ token: text(s.token) }),
  component: lazyRouteComponent(() => import('./InvitationPage'), 'InvitationPage'),
});

export const invitationRoutes = [invitationRoute] as const;
