import type { QueryClient } from '@tanstack/react-query';
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router';
import {
  conversationViews,
  deadLetterStates,
  leadScores,
  leadStatuses,
  may,
  oneOf,
  type ConversationView,
  type DeadLetterState,
  type LeadScore,
  type LeadStatus,
  type Permission,
} from '../api/model';
import { asProblem } from '../api/problem';
import { ErrorPage } from './ErrorPage';
import { LoadingPage } from './LoadingPage';
import { NotFoundPage } from './NotFoundPage';
import { meQuery, safeRedirect, startPage } from './session';

interface RouterContext {
  queries: QueryClient;
}

type Search = Record<string, unknown>;

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: (props) => (
    <main>
      <ErrorPage {...props} />
    </main>
  ),
});

const signInRoute = createRoute({
  getParentRoute: () => rootRoute,
  path: '/sign-in',
  validateSearch: (s: Search): { redirect?: string; expired?: boolean } => ({
    redirect: safeRedirect(text(s.redirect)),
    expired: s.expired === true ? true : undefined,
  }),
  component: lazyRouteComponent(() => import('../features/session/SignInPage'), 'SignInPage'),
});

/** Everything that needs a signed-in person. */
const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      return { me: await context.queries.ensureQueryData(meQuery) };
    } catch (e) {
      if (asProblem(e).status !== 401) throw e;
      const target = location.pathname === '/' ? undefined : safeRedirect(location.href);
      throw redirect({ to: '/sign-in', search: { redirect: target } });
    }
  },
  component: lazyRouteComponent(() => import('./shell/Shell'), 'Shell'),
});

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

/** Sends people without the permission to the page that says so. */
function needs(permission: Permission) {
  return ({ context }: { context: { me: Parameters<typeof may>[0] } }) => {
    if (!may(context.me, permission)) throw redirect({ to: '/no-access', replace: true });
  };
}

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox',
  beforeLoad: needs('inbox.read'),
  validateSearch: (s: Search): { view?: ConversationView; q?: string } => ({
    view: oneOf(conversationViews.slice(1), s.view),
    q: text(s.q),
  }),
  component: lazyRouteComponent(() => import('../features/inbox/InboxPage'), 'InboxPage'),
});

const conversationRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '$conversationId',
});

const leadsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/leads',
  beforeLoad: needs('leads.read'),
  validateSearch: (s: Search): { status?: LeadStatus; score?: LeadScore; q?: string } => ({
    status: oneOf(leadStatuses, s.status),
    score: oneOf(leadScores, s.score),
    q: text(s.q),
  }),
  component: lazyRouteComponent(() => import('../features/leads/LeadsPage'), 'LeadsPage'),
});

const leadRoute = createRoute({
  getParentRoute: () => leadsRoute,
  path: '$leadId',
});

const channelsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/channels',
  beforeLoad: needs('channels.manage'),
  component: lazyRouteComponent(() => import('../features/channels/ChannelsPage'), 'ChannelsPage'),
});

const deadLettersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/ops/dead-letters',
  beforeLoad: needs('ops.read'),
  validateSearch: (s: Search): { state?: DeadLetterState | 'all'; source?: string; id?: string } => ({
    state: oneOf([...deadLetterStates, 'all'] as const, s.state),
    source: text(s.source),
    id: text(s.id),
  }),
  component: lazyRouteComponent(() => import('../features/ops/DeadLettersPage'), 'DeadLettersPage'),
});

const overviewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/ops/overview',
  beforeLoad: needs('ops.read'),
  component: lazyRouteComponent(() => import('../features/ops/OverviewPage'), 'OverviewPage'),
});

const routeTree = rootRoute.addChildren([
  signInRoute,
  signedInRoute.addChildren([
    indexRoute,
    noAccessRoute,
    inboxRoute.addChildren([conversationRoute]),
    leadsRoute.addChildren([leadRoute]),
    channelsRoute,
    deadLettersRoute,
    overviewRoute,
  ]),
]);

export function createAppRouter(queries: QueryClient) {
  return createRouter({
    routeTree,
    context: { queries },
    defaultPreload: 'intent',
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
