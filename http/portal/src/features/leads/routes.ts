import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { leadScores, leadStatuses, oneOf, type LeadScore, type LeadStatus } from '../../api/model';
import { needs, signedInRoute, text, type Search } from '../../app/roots';

const leadsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/leads',
  beforeLoad: needs('leads.read'),
  validateSearch: (s: Search): { status?: LeadStatus; score?: LeadScore; q?: string } => ({
    status: oneOf(leadStatuses, s.status),
    score: oneOf(leadScores, s.score),
    q: text(s.q),
  }),
  component: lazyRouteComponent(() => import('./LeadsPage'), 'LeadsPage'),
});

const leadRoute = createRoute({
  getParentRoute: () => leadsRoute,
  path: '$leadId',
});

export const leadsRoutes = [leadsRoute.addChildren([leadRoute])] as const;
