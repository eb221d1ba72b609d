import { Burger } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Outlet, useRouter } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { LiveProvider, useLiveTopic } from '../../live/LiveProvider';
import { outbox } from '../../features/inbox/outbox';
import { Brand } from '../../ui/Brand';
import { FormatProvider } from '../format';
import { toSignIn, useMay, useMe } from '../session';
import { useOneIdentity } from '../windows';
import { ConnectionDot, ConnectionStatus } from './ConnectionStatus';
import { Navigation } from './Navigation';
import classes from './Shell.module.css';
import { UserMenu } from './UserMenu';

const Bell = lazy(() => import('../../features/notifications/Bell'));
const Banner = lazy(() => import('../../features/impersonation/Banner'));
const AccountBanner = lazy(() => import('../../features/business/AccountBanner'));

/** The frame around every signed-in page. */
export function Shell() {
  const router = useRouter();
  const queries = useQueryClient();
  const me = useMe();
  const leave = useCallback(
    (expired: boolean) => toSignIn(router, queries, expired),
    [router, queries],
  );
  useOneIdentity(me);
  useEffect(() => () => outbox.clear(), []);
  const ended = useCallback((reason: string) => leave(reason !== 'signed_out'), [leave]);
  const signedOut = useCallback(() => leave(false), [leave]);

  return (
    <FormatProvider timeZone={me.timeZone || me.tenant?.timeZone}>
      <LiveProvider enabled onEnd={ended}>
        <Topics />
        <Frame onSignedOut={signedOut} />
      </LiveProvider>
    </FormatProvider>
  );
}

/** What is listened to on every page, so that lists are fresh when people return to them. */
function Topics() {
  useLiveTopic(useMay('inbox.read') ? 'inbox' : undefined);
  useLiveTopic(useMay('leads.read') ? 'leads' : undefined);
  return null;
}

function Frame(props: { onSignedOut: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [opened, menu] = useDisclosure();
  const narrow = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  const hidden = narrow && !opened;
  const toggle = useRef<HTMLButtonElement>(null);
  const away = useRef<HTMLButtonElement>(null);
  // The menu covers the page: the keyboard goes into it, and comes back to where it was opened.
  const was = useRef(opened);
  useEffect(() => {
    if (was.current === opened) return;
    was.current = opened;
    (opened ? away : toggle).current?.focus();
  }, [opened]);

  return (
    <>
      <a className={classes.skip} href="#content">
        {t('app.skip')}
      </a>
      <header className={classes.header}>
        <Burger
          ref={toggle}
          opened={opened}
          onClick={menu.toggle}
          size="sm"
          aria-label={t('app.menu')}
          aria-expanded={opened}
          aria-controls="navigation"
        />
        <Brand />
        <ConnectionDot />
        <div className={classes.end}>{narrow && <LazyBell />}</div>
      </header>
      {/* Escape closes it from wherever the focus is within. */}
      {/* eslint-disable-next-line jsx-a11y/no-noninteractive-element-interactions */}
      <nav
        id="navigation"
        className={classes.navbar}
        data-opened={opened || undefined}
        aria-label={t('app.navigation')}
        inert={hidden}
        onKeyDown={(e) => e.key === 'Escape' && menu.close()}
      >
        <div className={classes.brand}>
          <Brand />
          {!narrow && <LazyBell />}
          <Burger ref={away} hiddenFrom="sm" opened onClick={menu.close} size="sm" aria-label={t('common.close')} />
        </div>
        <Navigation onNavigate={menu.close} />
        <div className={classes.foot}>
          <ConnectionStatus />
          <UserMenu onSignedOut={props.onSignedOut} />
        </div>
      </nav>
      <main id="content" tabIndex={-1} className={classes.main} inert={narrow && opened}>
        <Suspense>
          {me.impersonator !== null && <Banner />}
          <AccountBanner />
        </Suspense>
        <Outlet />
      </main>
    </>
  );
}

/** One of them at a time: each listens and counts by itself. */
function LazyBell() {
  return (
    <Suspense fallback={null}>
      <Bell />
    </Suspense>
  );
}
