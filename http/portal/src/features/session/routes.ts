import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute, text, type Search } from '../../app/roots';
import { callbackRoute } from '../security/routes';
import { safeRedirect } from '../../app/session';

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (s: Search): { redirect?: string; expired?: boolean } => ({
    redirect: safeRedirect(text(s.redirect)),
    expired: s.expired === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('./SignInPage'), 'SignInPage'),
});

export const sessionRoutes = [signInRoute, callbackRoute] as const;
