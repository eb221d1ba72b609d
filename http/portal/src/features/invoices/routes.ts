import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf } from '../../api/model';
import { needs, signedInRoute, text, type Search } from '../../app/roots';
import { settingsRoute } from '../settings/root';
import { statuses, type InvoiceStatus } from './queries';

export const invoicesSettingsRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/invoices',
  beforeLoad: needs('billing.read'),
  validateSearch: (s: Search): { invoice?: string } => ({ invoice: text(s.invoice) }),
  component: lazyRouteComponent(() => import('./InvoicesPage'), 'InvoicesPage'),
});

export interface ManageSearch {
  shown?: InvoiceStatus;
  tenant?: string;
  q?: string;
  invoice?: string;
  of?: string;
}

const manageInvoicesRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/invoices',
  beforeLoad: needs('invoices.manage'),
  validateSearch: (s: Search): ManageSearch => ({
    shown: oneOf(statuses, s.shown),
    tenant: text(s.tenant),
    q: text(s.q),
    invoice: text(s.invoice),
    of: text(s.of),
  }),
  component: lazyRouteComponent(() => import('./ManageInvoicesPage'), 'ManageInvoicesPage'),
});

export const manageInvoicesRoutes = [manageInvoicesRoute] as const;
