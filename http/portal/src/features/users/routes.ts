import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute, text, type Search } from '../../app/roots';

const usersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/users',
  beforeLoad: needs('users.read'),
  validateSearch: (s: Search): { q?: string; tenant?: string; id?: string } => ({
    q: text(s.q),
    tenant: text(s.tenant),
    id: text(s.id),
  }),
  component: lazyRouteComponent(() => import('./UsersPage'), 'UsersPage'),
});

export const usersRoutes = [usersRoute] as const;
