import type { LinkProps } from '@tanstack/react-router';
import { may, type Me, type Permission } from '../../api/model';
import type en from '../../i18n/locales/en/settings.json';

export interface Section {
  to: LinkProps['to'];
  label: keyof typeof en.sections;
  /** What it takes to see it; nothing for what is about oneself. */
  permission?: Permission;
  /** Of what belongs to a business: not for operators of the platform. */
  business?: boolean;
}

/** In the order of the list; one line each. */
const sections: Section[] = [
  { to: '/settings/security', label: 'security' },
  { to: '/settings/notifications', label: 'notifications' },
  { to: '/settings/profile', label: 'profile' },
  { to: '/settings/devices', label: 'devices' },
  { to: '/settings/team', label: 'team', permission: 'team.read' },
  { to: '/settings/audit', label: 'audit', permission: 'audit.read' },
  { to: '/settings/credits', label: 'credits', permission: 'billing.read' },
  { to: '/settings/invoices', label: 'invoices', permission: 'billing.read', business: true },
  { to: '/settings/billing', label: 'billing', permission: 'billing.read', business: true },
  { to: '/settings/business', label: 'business', permission: 'settings.read', business: true },
  { to: '/settings/hours', label: 'hours', permission: 'settings.read', business: true },
  { to: '/settings/voice', label: 'voice', permission: 'settings.read', business: true },
  { to: '/settings/questions', label: 'questions', permission: 'settings.read', business: true },
  { to: '/settings/competitors', label: 'competitors', permission: 'settings.read', business: true },
  { to: '/settings/team-notifications', label: 'teamNotices', permission: 'settings.read', business: true },
  { to: '/settings/usage', label: 'usage', permission: 'usage.read', business: true },
];

export function sectionsFor(me: Me): Section[] {
  return sections.filter(
    (s) => (!s.permission || may(me, s.permission)) && (!s.business || me.tenant !== null),
  );
}
