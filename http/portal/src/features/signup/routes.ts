import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { needs, signedInRoute, text, type Search } from '../../app/roots';

const business = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/new-business',
  component: lazyRouteComponent(() => import('./SignUpBusinessPage'), 'SignUpBusinessPage'),
});

const payment = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/new-business/payment',
  validateSearch: (search: Search) => ({ plan: text(search.plan) }),
  beforeLoad: needs('billing.manage'),
  component: lazyRouteComponent(() => import('./PaymentPage'), 'PaymentPage'),
});

/** From an account to a business of one's own. */
export const newBusinessRoutes = [business, payment] as const;
