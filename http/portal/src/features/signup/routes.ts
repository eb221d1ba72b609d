import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { signedInRoute } from '../../app/roots';

const business = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/new-business',
  component: lazyRouteComponent(() => import('./SignUpBusinessPage'), 'SignUpBusinessPage'),
});

/** From an account to a business of one's own. */
export const newBusinessRoutes = [business] as const;
