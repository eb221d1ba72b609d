import { useTranslation } from 'react-i18next';
import { useLiveStatus } from '../../live/LiveProvider';
import classes from './Shell.module.css';

/** Whether the page is live, in words. */
export function ConnectionStatus() {
  const { t } = useTranslation();
  const status = useLiveStatus();
  if (status === 'stopped') return null;
  return (
    <div
      className={classes.status}
      role="status"
      title={t(`live.hint.${status}`)}
      data-testid="connection"
      data-live={status}
    >
      <span className={classes.dot} data-live={status} />
      {t(`live.${status}`)}
    </div>
  );
}

/** For the narrow header: only shown when something is wrong, for the words are in the menu. */
export function ConnectionDot() {
  const { t } = useTranslation();
  const status = useLiveStatus();
  if (status !== 'waiting' && status !== 'offline') return null;
  return (
    <span className={classes.status} role="status">
      <span className={classes.dot} data-live={status} />
      {t(`live.${status}`)}
    </span>
  );
}
