import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute } from '../../app/roots';
import { settingsRoute } from '../settings/root';
import { auditSearch } from './queries';

export const auditRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/audit',
  beforeLoad: needs('audit.read'),
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./AuditPage'), 'AuditPage'),
});

const allAuditRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/audit',
  beforeLoad: needs('audit.read.all'),
  validateSearch: auditSearch,
  component: lazyRouteComponent(() => import('./AuditPage'), 'AllAuditPage'),
});

export const auditRoutes = [allAuditRoute] as const;
