import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute, text, type Search } from '../../app/roots';
import { settingsRoute } from '../settings/root';
import type { AuditFilter } from './queries';

const day = (value: unknown) => {
  const date = text(value);
  return date && /^\d{4}-\d{2}-\d{2}$/.test(date) && !isNaN(Date.parse(date)) ? date : undefined;
};

const auditSearch = (s: Search): AuditFilter => ({
  tenant: text(s.tenant),
  actor: text(s.actor),
  action: text(s.action),
  target: text(s.target),
  from: day(s.from),
  to: day(s.to),
});

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
