import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute } from '../../app/roots';

const managePlansRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/plans',
  beforeLoad: needs('plans.manage'),
  component: lazyRouteComponent(() => import('./ManagePlansPage'), 'ManagePlansPage'),
});

export const plansRoutes = [managePlansRoute] as const;
