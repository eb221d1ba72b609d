import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs } from '../../app/roots';
import { settingsRoute } from '../settings/root';

export const creditsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/credits',
  beforeLoad: needs('billing.read'),
  component: lazyRouteComponent(() => import('./CreditsPage'), 'CreditsPage'),
});
