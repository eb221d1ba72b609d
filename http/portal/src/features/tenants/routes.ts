import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf } from '../../api/model';
import { needs, signedInRoute, text, type Search } from '../../app/roots';
import { tenantStates, tenantTabs, type TenantTab } from './parts';


const tenants = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/tenants',
  beforeLoad: needs('tenants.read'),
  validateSearch: (s: Search): { q?: string; standing?: (typeof tenantStates)[number] } => ({
    q: text(s.q),
    standing: oneOf(tenantStates, s.standing),
  }),
  component: lazyRouteComponent(() => import('./TenantsPage'), 'TenantsPage'),
});

const tenant = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/tenants/$tenantId',
  beforeLoad: needs('tenants.read'),
  validateSearch: (s: Search): { tab?: TenantTab } => ({ tab: oneOf(tenantTabs, s.tab) }),
  component: lazyRouteComponent(() => import('./TenantPage'), 'TenantPage'),
});

export const tenantsRoutes = [tenants, tenant] as const;
