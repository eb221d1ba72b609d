import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf } from '../../api/model';
import { needs, signedInRoute, text, type Search } from '../../app/roots';

const states = ['onboarding', 'active', 'past_due', 'frozen', 'paused', 'cancelled', 'erased'] as const;
const tabs = ['overview', 'config', 'users', 'agents'] as const;

const tenants = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/tenants',
  beforeLoad: needs('tenants.read'),
  validateSearch: (s: Search): { q?: string; standing?: (typeof states)[number] } => ({
    q: text(s.q),
    standing: oneOf(states, s.standing),
  }),
  component: lazyRouteComponent(() => import('./TenantsPage'), 'TenantsPage'),
});

const tenant = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/tenants/$tenantId',
  beforeLoad: needs('tenants.read'),
  validateSearch: (s: Search): { tab?: (typeof tabs)[number] } => ({ tab: oneOf(tabs, s.tab) }),
  component: lazyRouteComponent(() => import('./TenantPage'), 'TenantPage'),
});

export const tenantsRoutes = [tenants, tenant] as const;
