import { AppShell, Box, Burger, Group } from '@mantine/core';
import { useDisclosure, useMediaQuery } from '@mantine/hooks';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { lazy, Suspense, useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useQueryClient } from '@tanstack/react-query';
import { LiveProvider, useLiveTopic } from '../../live/LiveProvider';
import { outbox } from '../../features/inbox/outbox';
import { Banner } from '../../features/impersonation/Banner';
import { Brand } from '../../ui/Brand';
import { FormatProvider } from '../format';
import { meQuery, useMay, useMe } from '../session';
import { ConnectionDot, ConnectionStatus } from './ConnectionStatus';
import { Navigation } from './Navigation';
import classes from './Shell.module.css';
import { UserMenu } from './UserMenu';

const Bell = lazy(() => import('../../features/notifications/Bell'));
const AccountBanner = lazy(() => import('../../features/business/AccountBanner'));

/** The frame around every signed-in page. */
export function Shell() {
  const navigate = useNavigate();
  const queries = useQueryClient();
  const me = useMe();
  const leave = useCallback(
    (expired: boolean) => {
      queries.removeQueries({ queryKey: meQuery.queryKey });
      void navigate({ to: '/sign-in', search: expired ? { expired } : {} });
    },
    [navigate, queries],
  );
  useEffect(() => () => outbox.clear(), []);
  const ended = useCallback((reason: string) => leave(reason !== 'signed_out'), [leave]);
  const signedOut = useCallback(() => leave(false), [leave]);

  return (
    <FormatProvider timeZone={me.tenant?.timeZone}>
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
  const [opened, menu] = useDisclosure();
  const narrow = useMediaQuery('(max-width: 47.99em)', undefined, { getInitialValueInEffect: false });
  const hidden = narrow && !opened;

  return (
    <>
      <a className={classes.skip} href="#content">
        {t('app.skip')}
      </a>
      <AppShell
        layout="alt"
        padding={0}
        header={{ height: { base: 52, sm: 0 } }}
        navbar={{ width: 216, breakpoint: 'sm', collapsed: { mobile: !opened } }}
      >
        <AppShell.Header hiddenFrom="sm" className={classes.header}>
          <Group h="100%" px="sm" gap="sm" wrap="nowrap">
            <Burger
              opened={opened}
              onClick={menu.toggle}
              size="sm"
              aria-label={t('app.menu')}
              aria-expanded={opened}
              aria-controls="navigation"
            />
            <Brand />
            <ConnectionDot />
            <Box ml="auto">{narrow && <LazyBell />}</Box>
          </Group>
        </AppShell.Header>
        <AppShell.Navbar
          id="navigation"
          className={classes.navbar}
          aria-label={t('app.navigation')}
          inert={hidden}
          onKeyDown={(e) => e.key === 'Escape' && menu.close()}
        >
          <Group h={56} px="md" justify="space-between" wrap="nowrap" className={classes.brand}>
            <Brand />
            {!narrow && <LazyBell />}
            <Burger hiddenFrom="sm" opened onClick={menu.close} size="sm" aria-label={t('common.close')} />
          </Group>
          <Navigation onNavigate={menu.close} />
          <div className={classes.foot}>
            <ConnectionStatus />
            <UserMenu onSignedOut={props.onSignedOut} />
          </div>
        </AppShell.Navbar>
        <AppShell.Main id="content" tabIndex={-1} className={classes.main}>
          <Suspense>
            <Banner />
            <AccountBanner />
          </Suspense>
          <Outlet />
        </AppShell.Main>
      </AppShell>
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
