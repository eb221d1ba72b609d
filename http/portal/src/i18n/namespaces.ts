/** The texts of the features that are loaded with their pages: locales/<language>/<name>.json. */
export interface Namespaces {
  channels: typeof import('./locales/en/channels.json');
  audit: typeof import('./locales/en/audit.json');
  impersonation: typeof import('./locales/en/impersonation.json');
  security: typeof import('./locales/en/security.json');
  credits: typeof import('./locales/en/credits.json');
  invoices: typeof import('./locales/en/invoices.json');
  alarms: typeof import('./locales/en/alarms.json');
  gateway: typeof import('./locales/en/gateway.json');
  billing: typeof import('./locales/en/billing.json');
  jobs: typeof import('./locales/en/jobs.json');
  notifications: typeof import('./locales/en/notifications.json');
  pictures: typeof import('./locales/en/pictures.json');
  plans: typeof import('./locales/en/plans.json');
  business: typeof import('./locales/en/business.json');
  onboarding: typeof import('./locales/en/onboarding.json');
  settings: typeof import('./locales/en/settings.json');
  team: typeof import('./locales/en/team.json');
  users: typeof import('./locales/en/users.json');
  signUp: typeof import('./locales/en/signUp.json');
  tenants: typeof import('./locales/en/tenants.json');
  profile: typeof import('./locales/en/profile.json');
  session: typeof import('./locales/en/session.json');
  usage: typeof import('./locales/en/usage.json');
}
