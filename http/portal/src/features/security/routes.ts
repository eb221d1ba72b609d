import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { rootRoute } from '../../app/roots';
import { settingsRoute } from '../settings/root';
import { answerOf } from './journey';

export const securityRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/security',
  component: lazyRouteComponent(() => import('./SecurityPage'), 'SecurityPage'),
});

export const callbackRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/auth/callback',
  loader: () => answerOf(window.location.search) ?? null,
  component: lazyRouteComponent(() => import('./CallbackPage'), 'CallbackPage'),
});
