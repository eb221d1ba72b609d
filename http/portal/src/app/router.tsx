import type { QueryClient } from '@tanstack/react-query';
import { createRoute, createRouter, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { auditRoutes } from '../features/audit/routes';
import { alarmsRoutes } from '../features/alarms/routes';
import { gatewayRoutes } from '../features/billing/routes';
import { channelsRoutes } from '../features/channels/routes';
import { accountRoutes } from '../features/business/routes';
import { inboxRoutes } from '../features/inbox/routes';
import { manageInvoicesRoutes } from '../features/invoices/routes';
import { leadsRoutes } from '../features/leads/routes';
import { notificationsRoutes } from '../features/notifications/routes';
import { onboardingRoutes } from '../features/onboarding/routes';
import { opsRoutes } from '../features/ops/routes';
import { plansRoutes } from '../features/plans/routes';
import { sessionRoutes } from '../features/session/routes';
import { settingsRoutes } from '../features/settings/routes';
import { invitationRoutes } from '../features/team/routes';
import { usersRoutes } from '../features/users/routes';
import { newBusinessRoutes } from '../features/signup/routes';
import { tenantsRoutes } from '../features/tenants/routes';
import { manageUsageRoutes } from '../features/usage/routes';
import { ErrorPage } from './ErrorPage';
import { LoadingPage } from './LoadingPage';
import { rootRoute, signedInRoute } from './roots';
import { startPage } from './session';

const indexRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: startPage(context.me), replace: true });
  },
});

const noAccessRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/no-access',
  component: lazyRouteComponent(() => import('./NoAccessPage'), 'NoAccessPage'),
});

const routeTree = rootRoute.addChildren([
  ...sessionRoutes,
  ...invitationRoutes,
  signedInRoute.addChildren([
    indexRoute,
    noAccessRoute,
    ...inboxRoutes,
    ...leadsRoutes,
    ...channelsRoutes,
    ...opsRoutes,
    ...auditRoutes,
    ...usersRoutes,
    ...notificationsRoutes,
    ...plansRoutes,
    ...manageInvoicesRoutes,
    ...alarmsRoutes,
    ...onboardingRoutes,
    ...accountRoutes,
    ...tenantsRoutes,
    ...newBusinessRoutes,
    ...manageUsageRoutes,
    ...gatewayRoutes,
    ...settingsRoutes,
  ]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
    // Back and forward lead to where one was on a page, not only to the page.
    scrollRestoration: true,
    defaultPendingComponent: LoadingPage,
    // Within the shell, so that the way to other pages stays open.
    defaultErrorComponent: ErrorPage,
  });
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createAppRouter>;
  }
}
