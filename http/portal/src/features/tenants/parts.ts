import type { Schemas } from '../../api/model';

export const tenantStates = [
  'onboarding',
  'active',
  'past_due',
  'frozen',
  'paused',
  'cancelled',
  'erased',
] as const satisfies readonly Schemas['TenantState'][];

/** In the order in which they stand beside each other. */
export const tenantTabs = [
  'overview',
  'config',
  'users',
  'plan',
  'invoices',
  'credits',
  'usage',
  'agents',
  'knowledge',
  'audit',
] as const;
export type TenantTab = (typeof tenantTabs)[number];
