import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { settingsRoute } from '../settings/root';

const profileRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/profile',
  component: lazyRouteComponent(() => import('./ProfilePage'), 'ProfilePage'),
});

const devicesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/devices',
  component: lazyRouteComponent(() => import('./DevicesPage'), 'DevicesPage'),
});

export const profileRoutes = [profileRoute, devicesRoute] as const;
