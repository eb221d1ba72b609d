import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { safeRedirect } from '../../app/session';
import { Time } from '../../ui/Time';
import classes from './Notifications.module.css';
import type { Notification } from './queries';
import { useReading } from './useReading';

/** Notifications as links to what they are about; following one reads it. */
export function NotificationList(props: { items: Notification[]; onFollow?: () => void }) {
  const { t } = useTranslation('notifications');
  const { one } = useReading();
  return (
    <ul className={classes.list}>
      {props.items.map((n) => (
        <li key={n.id}>
          <Link
            to={safeRedirect(n.link) ?? '/notifications'}
            className={classes.item}
            data-testid="notification"
            data-unread={n.readAt ? undefined : true}
            onClick={() => {
              if (!n.readAt) one.mutate(n.id);
              props.onFollow?.();
            }}
          >
            <span className={classes.mark} role="img" aria-label={n.readAt ? undefined : t('unreadMark')} aria-hidden={n.readAt ? true : undefined} />
            <span className={classes.words}>
              <span className={classes.title}>{n.title}</span>
              <span className={classes.body}>{n.body}</span>
            </span>
            <Time at={n.at} className={classes.time} />
          </Link>
        </li>
      ))}
    </ul>
  );
}
