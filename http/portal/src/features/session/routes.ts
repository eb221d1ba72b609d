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

const signUpRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-up',
  component: lazyRouteComponent(() => import('./SignUpPage'), 'SignUpPage'),
});

const checkMailRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/check-mail',
  component: lazyRouteComponent(() => import('./CheckMailPage'), 'CheckMailPage'),
});

const unverifiedRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/unverified',
  component: lazyRouteComponent(() => import('./UnverifiedPage'), 'UnverifiedPage'),
});

const token = (s: Search): { token?: string } => ({ token: text(s.token) });

const verifyRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/verify-email',
  validateSearch: token,
  component: lazyRouteComponent(() => import('./VerifyEmailPage'), 'VerifyEmailPage'),
});

const forgotRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/forgot',
  component: lazyRouteComponent(() => import('./ForgotPage'), 'ForgotPage'),
});

const resetRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/reset',
  validateSearch: token,
  component: lazyRouteComponent(() => import('./ResetPage'), 'ResetPage'),
});

export const sessionRoutes = [
  signInRoute,
  signUpRoute,
  checkMailRoute,
  unverifiedRoute,
  verifyRoute,
  forgotRoute,
  resetRoute,
  callbackRoute,
] as const;
