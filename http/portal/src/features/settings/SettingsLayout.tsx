import { Link, Outlet } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session';
import { sectionsFor } from './sections';
import classes from './Settings.module.css';

/** A settings page beside the list of all that this person may use. */
export function SettingsLayout() {
  const { t } = useTranslation('settings');
  const me = useMe();
  return (
    <div className={classes.layout}>
      <nav className={classes.sections} aria-label={t('title')}>
        <ul className={classes.list}>
          {sectionsFor(me).map((s) => (
            <li key={s.label}>
              <Link to={s.to} className={classes.link}>
                {t(`sections.${s.label}`)}
              </Link>
            </li>
          ))}
        </ul>
      </nav>
      <div className={classes.page}>
        <Outlet />
      </div>
    </div>
  );
}
