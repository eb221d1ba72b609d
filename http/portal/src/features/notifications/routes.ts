import { createRoute, lazyRouteComponent } from '@tanstack/react-router';
import { oneOf } from '../../api/model';
import { needs, signedInRoute, text, type Search } from '../../app/roots';
import { settingsRoute } from '../settings/root';

const mailTabs = ['outbox', 'templates', 'suppressed'] as const;
export type MailTab = (typeof mailTabs)[number];

const notificationsRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/notifications',
  validateSearch: (s: Search): { unread?: boolean } => ({ unread: s.unread === true ? true : undefined }),
  component: lazyRouteComponent(() => import('./NotificationsPage'), 'NotificationsPage'),
});

const mailRoute = createRoute({
  getParentRoute: () => signedInRoute,
  path: '/manage/mail',
  beforeLoad: needs('templates.manage'),
  validateSearch: (s: Search): { tab?: MailTab; outcome?: string; to?: string; template?: string } => ({
    tab: oneOf(mailTabs, s.tab),
    outcome: text(s.outcome),
    to: text(s.to),
    template: text(s.template),
  }),
  component: lazyRouteComponent(() => import('./MailPage'), 'MailPage'),
});

export const notificationsRoutes = [notificationsRoute, mailRoute] as const;

/** Stands among the settings. */
export const preferencesRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/notifications',
  component: lazyRouteComponent(() => import('./PreferencesPage'), 'PreferencesPage'),
});
