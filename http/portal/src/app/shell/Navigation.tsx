import {
  IconActivityHeartbeat,
  IconInbox,
  IconMailX,
  IconPlugConnected,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { Link, type LinkProps } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { may, type Permission } from '../../api/model';
import { useMe } from '../session';
import classes from './Shell.module.css';

interface Entry {
  to: LinkProps['to'];
  label: 'inbox' | 'leads' | 'channels' | 'overview' | 'deadLetters';
  icon: Icon;
  permission: Permission;
}

const work: Entry[] = [
  { to: '/inbox', label: 'inbox', icon: IconInbox, permission: 'inbox.read' },
  { to: '/leads', label: 'leads', icon: IconUsers, permission: 'leads.read' },
  { to: '/channels', label: 'channels', icon: IconPlugConnected, permission: 'channels.manage' },
];

const operations: Entry[] = [
  { to: '/ops/overview', label: 'overview', icon: IconActivityHeartbeat, permission: 'ops.read' },
  { to: '/ops/dead-letters', label: 'deadLetters', icon: IconMailX, permission: 'ops.read' },
];

/** Links to the pages this person may use. */
export function Navigation(props: { onNavigate: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const allowed = (entries: Entry[]) => entries.filter((e) => may(me, e.permission));
  const list = (entries: Entry[]) => (
    <ul className={classes.nav}>
      {entries.map((e) => (
        <li key={e.label}>
          <Link to={e.to} className={classes.link} onClick={props.onNavigate}>
            <e.icon size={18} stroke={1.8} aria-hidden />
            {t(`nav.${e.label}`)}
          </Link>
        </li>
      ))}
    </ul>
  );
  const mine = allowed(work);
  const theirs = allowed(operations);
  return (
    <div>
      {mine.length > 0 && list(mine)}
      {theirs.length > 0 && (
        <>
          {mine.length > 0 && <div className={classes.section}>{t('nav.operations')}</div>}
          {list(theirs)}
        </>
      )}
    </div>
  );
}
