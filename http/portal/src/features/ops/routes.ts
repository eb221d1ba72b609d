import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { deadLetterStates, oneOf, type DeadLetterState } from '../../api/model';
import { needs, signedInRoute, text, type Search } from '../../app/roots';

const deadLettersRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/ops/dead-letters',
  beforeLoad: needs('ops.read'),
  validateSearch: (s: Search): { state?: DeadLetterState | 'all'; source?: string; id?: string } => ({
    state: oneOf([...deadLetterStates, 'all'] as const, s.state),
    source: text(s.source),
    id: text(s.id),
  }),
  component: lazyRouteComponent(() => import('./DeadLettersPage'), 'DeadLettersPage'),
});

const overviewRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/ops/overview',
  beforeLoad: needs('ops.read'),
  component: lazyRouteComponent(() => import('./OverviewPage'), 'OverviewPage'),
});

const jobsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/ops/jobs',
  beforeLoad: needs('ops.read'),
  component: lazyRouteComponent(() => import('./JobsPage'), 'JobsPage'),
});

export const opsRoutes = [jobsRoute, deadLettersRoute, overviewRoute] as const;
