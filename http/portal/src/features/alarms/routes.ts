import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute } from '../../app/roots';

const alarmsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/alarms',
  beforeLoad: needs('ops.read'),
  component: lazyRouteComponent(() => import('./AlarmsPage'), 'AlarmsPage'),
});

export const alarmsRoutes = [alarmsRoute] as const;
