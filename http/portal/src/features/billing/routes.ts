import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs } from '../../app/roots';
import { settingsRoute } from '../settings/root';

export const billingRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/billing',
  beforeLoad: needs('billing.read'),
  component: lazyRouteComponent(() => import('./BillingPage'), 'BillingPage'),
});
