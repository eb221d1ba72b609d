import { createRoute, redirect } from '@tanstack/react-router';
import { auditRoute } from '../audit/routes';
import { teamRoute } from '../team/routes';
import { preferencesRoute } from '../notifications/routes';
import { securityRoute } from '../security/routes';
import { creditsRoute } from '../credits/routes';
import { invoicesSettingsRoute } from '../invoices/routes';
import { billingRoute } from '../billing/routes';
import { profileRoutes } from '../profile/routes';
import { businessRoutes } from '../business/routes';
import { usageRoutes } from '../usage/routes';
import { settingsRoute } from './root';
import { sectionsFor } from './sections';

const settingsIndexRoute = createRoute({
  getParentRoute: () => settingsRoute,
  path: '/',
  beforeLoad: ({ context }) => {
    throw redirect({ to: sectionsFor(context.me)[0]?.to ?? '/no-access', replace: true });
  },
});

/** One line per feature that has pages among the settings. */
export const settingsRoutes = [
  settingsRoute.addChildren([
    settingsIndexRoute,
    ...profileRoutes,
    ...businessRoutes,
    billingRoute,
    creditsRoute,
    securityRoute,
    teamRoute,
    auditRoute,
    preferencesRoute,
    invoicesSettingsRoute,
    ...usageRoutes,
  ]),
] as const;
