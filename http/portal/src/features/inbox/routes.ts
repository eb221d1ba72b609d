import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { conversationViews, oneOf, type ConversationView } from '../../api/model';
import { needs, signedInRoute, text, type Search } from '../../app/roots';

const inboxRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/inbox',
  beforeLoad: needs('inbox.read'),
  validateSearch: (s: Search): { view?: ConversationView; q?: string } => ({
    view: oneOf(conversationViews.slice(1), s.view),
    q: text(s.q),
  }),
  component: lazyRouteComponent(() => import('./InboxPage'), 'InboxPage'),
});

const conversationRoute = createRoute({
  getParentRoute: () => inboxRoute,
  path: '$conversationId',
});

export const inboxRoutes = [inboxRoute.addChildren([conversationRoute])] as const;
