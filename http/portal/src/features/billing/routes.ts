import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute } from '../../app/roots';
import { settingsRoute } from '../settings/root';

export const billingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/billing',
  beforeLoad: needs('billing.read'),
  component: lazyRouteComponent(() => import('./BillingPage'), 'BillingPage'),
});

const gatewayRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/payments',
  beforeLoad: needs('ops.manage'),
  component: lazyRouteComponent(() => import('./GatewayPage'), 'GatewayPage'),
});

export const gatewayRoutes = [gatewayRoute] as const;
