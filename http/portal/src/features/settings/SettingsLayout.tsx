import { Link, Outlet, useLocation } from '@tanstack/react-router';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session';
import { groupsFor } from './sections';
import classes from './Settings.module.css';

/** A settings page beside the list of all that this person may use. */
export function SettingsLayout() {
  const { t } = useTranslation('settings');
  const me = useMe();
  const list = useRef<HTMLDivElement>(null);
  const at = useLocation({ select: (l) => l.pathname });
  // On a phone the list is one line, and the page's own entry may be far along it.
  useEffect(() => {
    list.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [at]);
  return (
    <div className={classes.layout}>
      <nav className={classes.sections} aria-label={t('title')}>
        <div className={classes.groups} ref={list}>
          {groupsFor(me).map(({ group, sections }) => (
            <div key={group} className={classes.group}>
              <p className={classes.heading} id={`settings-${group}`}>
                {t(`groups.${group}`)}
              </p>
              <ul className={classes.list} aria-labelledby={`settings-${group}`}>
                {sections.map((s) => (
                  <li key={s.label}>
                    <Link to={s.to} className={classes.link}>
                      {t(`sections.${s.label}`)}
                    </Link>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </div>
      </nav>
      <div className={classes.page}>
        <Outlet />
      </div>
    </div>
  );
}
