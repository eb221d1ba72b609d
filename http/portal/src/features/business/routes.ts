import { createRoute, lazyRouteComponent, redirect } from '@tanstack/react-router';
import { needs, signedInRoute } from '../../app/roots';
import { settingsRoute } from '../settings/root';
import { accountQuery, isClosed } from './account';

const business = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/business',
  beforeLoad: needs('settings.read'),
  component: lazyRouteComponent(() => import('./BusinessPage'), 'BusinessPage'),
});

const hours = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/hours',
  beforeLoad: needs('settings.read'),
  component: lazyRouteComponent(() => import('./HoursPage'), 'HoursPage'),
});

const voice = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/voice',
  beforeLoad: needs('settings.read'),
  component: lazyRouteComponent(() => import('./VoicePage'), 'VoicePage'),
});

const questions = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/questions',
  beforeLoad: needs('settings.read'),
  component: lazyRouteComponent(() => import('./QuestionsPage'), 'QuestionsPage'),
});

const competitors = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/competitors',
  beforeLoad: needs('settings.read'),
  component: lazyRouteComponent(() => import('./CompetitorsPage'), 'CompetitorsPage'),
});

const notices = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/team-notifications',
  beforeLoad: needs('settings.read'),
  component: lazyRouteComponent(() => import('./TeamNoticesPage'), 'TeamNoticesPage'),
});

/** Among the settings. */
export const businessRoutes = [business, hours, voice, questions, competitors, notices] as const;

const closed = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/closed',
  // Whose business is open, or who has none, has nothing to read here.
  beforeLoad: async ({ context }) => {
    const account =
      context.me.tenant && (await context.queries.fetchQuery({ ...accountQuery, staleTime: 0 }));
    if (!account || !isClosed(account)) throw redirect({ to: '/', replace: true });
  },
  component: lazyRouteComponent(() => import('./ClosedPage'), 'ClosedPage'),
});

export const accountRoutes = [closed] as const;
