import { Text, UnstyledButton, VisuallyHidden } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSelector } from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { PersonAvatar, pictureUrl } from '../../ui/PersonAvatar';
import { useMe } from '../session';
import classes from './Shell.module.css';

const AccountPanel = lazy(() => import('./AccountPanel'));

/** Who is signed in; opens to the appearance and the way out. */
export function UserMenu(props: { onSignedOut: () => void }) {
  const { t } = useTranslation();
  const me = useMe();
  const [opened, menu] = useDisclosure();
  return (
    <>
      {opened && (
        <Suspense fallback={null}>
          <AccountPanel onSignedOut={props.onSignedOut} />
        </Suspense>
      )}
      <UnstyledButton
        className={classes.user}
        aria-expanded={opened}
        aria-controls={opened ? 'account' : undefined}
        onClick={menu.toggle}
      >
        <PersonAvatar name={me.name} picture={me.picture} color={me.avatar || undefined} size={32} />
        <VisuallyHidden>{t('user.account')}: </VisuallyHidden>
        <span className={classes.userText}>
          <Text size="sm" fw={600} truncate component="span" display="block">
            {me.name}
          </Text>
          <Text size="xs" c="dimmed" truncate component="span" display="block">
            {me.logo && <img className={classes.logo} src={pictureUrl(me.logo)} alt="" />}
            {me.tenant?.name ?? t('app.platform')}
          </Text>
        </span>
        <IconSelector size={16} aria-hidden />
      </UnstyledButton>
    </>
  );
}
