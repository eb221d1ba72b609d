import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf } from '../../api/model';
import { needs, signedInRoute, type Search } from '../../app/roots';
import { settingsRoute } from '../settings/root';
import { groupings, periods, type Grouping } from './fold';

const usageRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/usage',
  beforeLoad: needs('usage.read'),
  validateSearch: (s: Search): { days?: (typeof periods)[number]; by?: Grouping } => ({
    days: oneOf(periods, s.days),
    by: oneOf(groupings, s.by),
  }),
  component: lazyRouteComponent(() => import('./UsagePage'), 'UsagePage'),
});

const manageUsageRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/usage',
  beforeLoad: needs('tenants.read'),
  validateSearch: (s: Search): { days?: (typeof periods)[number] } => ({ days: oneOf(periods, s.days) }),
  component: lazyRouteComponent(() => import('./ManageUsagePage'), 'ManageUsagePage'),
});

export const manageUsageRoutes = [manageUsageRoute] as const;

export const usageRoutes = [usageRoute] as const;
