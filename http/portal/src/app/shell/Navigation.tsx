import {
  IconActivityHeartbeat,
  IconAlertTriangle,
  IconBuildingStore,
  IconChartBar,
  IconClockPlay,
  IconCreditCard,
  IconInbox,
  IconListSearch,
  IconMail,
  IconListCheck,
  IconMailX,
  IconPlugConnected,
  IconReceiptRupee,
  IconSettings,
  IconUserSearch,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { may, type Me, type Permission } from '../../api/model';
import { sectionsFor } from '../../features/settings/sections';
import type en from '../../i18n/locales/en.json';
import { useMe } from '../session';
import classes from './Shell.module.css';

interface Entry {
  to: LinkProps['to'];
  label: keyof typeof en.nav;
  icon: Icon;
  permission?: Permission;
}

const work: Entry[] = [
  { to: '/inbox', label: 'inbox', icon: IconInbox, permission: 'inbox.read' },
  { to: '/leads', label: 'leads', icon: IconUsers, permission: 'leads.read' },
  { to: '/channels', label: 'channels', icon: IconPlugConnected, permission: 'channels.manage' },
];

const manage: Entry[] = [
  { to: '/manage/users', label: 'people', icon: IconUserSearch, permission: 'users.read' },
  { to: '/manage/audit', label: 'audit', icon: IconListSearch, permission: 'audit.read.all' },
  { to: '/manage/mail', label: 'mail', icon: IconMail, permission: 'templates.manage' },
  { to: '/manage/plans', label: 'plans', icon: IconListCheck, permission: 'plans.manage' },
  { to: '/manage/invoices', label: 'invoices', icon: IconReceiptRupee, permission: 'invoices.manage' },
  { to: '/manage/payments', label: 'payments', icon: IconCreditCard, permission: 'ops.manage' },
  { to: '/manage/usage', label: 'usage', icon: IconChartBar, permission: 'tenants.read' },
  { to: '/manage/alarms', label: 'alarms', icon: IconAlertTriangle, permission: 'ops.read' },
  { to: '/manage/tenants', label: 'tenants', icon: IconBuildingStore, permission: 'tenants.read' },
];

const operations: Entry[] = [
  { to: '/ops/overview', label: 'overview', icon: IconActivityHeartbeat, permission: 'ops.read' },
  { to: '/ops/jobs', label: 'jobs', icon: IconClockPlay, permission: 'ops.read' },
  { to: '/ops/dead-letters', label: 'deadLetters', icon: IconMailX, permission: 'ops.read' },
];

const settings: Entry[] = [{ to: '/settings', label: 'settings', icon: IconSettings }];

/** In the order of the sidebar; a section without a title stands for itself. */
const sections: { title?: keyof typeof en.nav; entries: Entry[] }[] = [
  { entries: work },
  { title: 'manage', entries: manage },
  { title: 'operations', entries: operations },
  { entries: settings },
];

const visible = (me: Me, e: Entry) =>
  e.label === 'settings' ? sectionsFor(me).length > 0 : !e.permission || may(me, e.permission);

/** Links to the pages this person may use. */
export function Navigation(props: { onNavigate: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const mine = sections
    .map((s) => ({ ...s, entries: s.entries.filter((e) => visible(me, e)) }))
    .filter((s) => s.entries.length > 0);
  return (
    <div>
      {mine.map((section) => (
        <Fragment key={section.entries[0]?.label}>
          {section.title && <div className={classes.section}>{t(`nav.${section.title}`)}</div>}
          <ul className={classes.nav}>
            {section.entries.map((e) => (
              <li key={e.label}>
                <Link to={e.to} className={classes.link} onClick={props.onNavigate}>
                  <e.icon size={18} stroke={1.8} aria-hidden />
                  {t(`nav.${e.label}`)}
                </Link>
              </li>
            ))}
          </ul>
        </Fragment>
      ))}
    </div>
  );
}
