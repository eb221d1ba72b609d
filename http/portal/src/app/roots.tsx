import type { QueryClient } from '@tanstack/react-query';
import { createRootRouteWithContext, createRoute, isRedirect, lazyRouteComponent, Outlet, redirect } from '@tanstack/react-router';
import { may, type Permission } from '../api/model';
import { asProblem } from '../api/problem';
import { ErrorPage } from './ErrorPage';
import { NotFoundPage } from './NotFoundPage';
import { meQuery, safeRedirect } from './session';

interface RouterContext {
  queries: QueryClient;
}

/** What stands in the query part of an address, before a route has validated it. */
export type Search = Record<string, unknown>;

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Parent of the pages that anybody may open. */
export const rootRoute = createRootRouteWithContext<RouterContext>()({
  component: Outlet,
  notFoundComponent: NotFoundPage,
  errorComponent: (props) => (
    <main>
      <ErrorPage {...props} />
    </main>
  ),
});

/** Parent of everything that needs a signed-in person. */
export const signedInRoute = createRoute({
  getParentRoute: () => rootRoute,
  id: 'signed-in',
  beforeLoad: async ({ context, location }) => {
    try {
      const me = await context.queries.ensureQueryData(meQuery);
      if (!me.verified) throw redirect({ to: '/unverified', replace: true });
      if (me.role === 'pending_operator' && location.pathname !== '/settings/security')
        throw redirect({ to: '/settings/security', replace: true });
      return { me };
    } catch (e) {
      if (isRedirect(e)) throw e;
      if (asProblem(e).status !== 401) throw e;
      const target = location.pathname === '/' ? undefined : safeRedirect(location.href);
      throw redirect({ to: '/sign-in', search: { redirect: target } });
    }
  },
  component: lazyRouteComponent(() => import('./shell/Shell'), 'Shell'),
});

/** Sends people without the permission to the page that says so. */
export function needs(permission: Permission) {
  return ({ context }: { context: { me: Parameters<typeof may>[0] } }) => {
    if (!may(context.me, permission)) throw redirect({ to: '/no-access', replace: true });
  };
}
