import type { LinkProps } from '@tanstack/react-router';
import { may, type Me, type Permission } from '../../api/model';
import type en from '../../i18n/locales/en/settings.json';

export interface Section {
  to: LinkProps['to'];
  label: keyof typeof en.sections;
  group: keyof typeof en.groups;
  /** What it takes to see it; nothing for what is about oneself. */
  permission?: Permission;
  /** Of what belongs to a business: not for operators of the platform. */
  business?: boolean;
}

/** In the order of the list, group by group; one line each. */
const sections: Section[] = [
  { to: '/settings/profile', label: 'profile', group: 'you' },
  { to: '/settings/security', label: 'security', group: 'you' },
  { to: '/settings/devices', label: 'devices', group: 'you' },
  { to: '/settings/notifications', label: 'notifications', group: 'you' },
  { to: '/settings/business', label: 'business', group: 'business', permission: 'settings.read', business: true },
  { to: '/settings/hours', label: 'hours', group: 'business', permission: 'settings.read', business: true },
  { to: '/settings/voice', label: 'voice', group: 'business', permission: 'settings.read', business: true },
  { to: '/settings/questions', label: 'questions', group: 'business', permission: 'settings.read', business: true },
  { to: '/settings/competitors', label: 'competitors', group: 'business', permission: 'settings.read', business: true },
  { to: '/settings/team', label: 'team', group: 'people', permission: 'team.read' },
  { to: '/settings/team-notifications', label: 'teamNotices', group: 'people', permission: 'settings.read', business: true },
  { to: '/settings/audit', label: 'audit', group: 'people', permission: 'audit.read' },
  { to: '/settings/billing', label: 'billing', group: 'money', permission: 'billing.read', business: true },
  { to: '/settings/credits', label: 'credits', group: 'money', permission: 'billing.read' },
  { to: '/settings/usage', label: 'usage', group: 'money', permission: 'usage.read', business: true },
  { to: '/settings/invoices', label: 'invoices', group: 'money', permission: 'billing.read', business: true },
];

export function sectionsFor(me: Me): Section[] {
  return sections.filter(
    (s) => (!s.permission || may(me, s.permission)) && (!s.business || me.tenant !== null),
  );
}

/** The same, under what they have in common. */
export function groupsFor(me: Me): { group: Section['group']; sections: Section[] }[] {
  const all = sectionsFor(me);
  return [...new Set(all.map((s) => s.group))].map((group) => ({
    group,
    sections: all.filter((s) => s.group === group),
  }));
}
