import {
  Button,
  SegmentedControl,
  Stack,
  Text,
  UnstyledButton,
  VisuallyHidden,
  useMantineColorScheme,
} from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconLogout, IconSelector } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { oneOf } from '../../api/model';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { useLabel } from '../../ui/label';
import { useMe, useSignOut } from '../session';
import classes from './Shell.module.css';

const schemes = ['light', 'dark', 'auto'] as const;

/** Who is signed in; opens to the appearance and the way out. */
export function UserMenu(props: { onSignedOut: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const me = useMe();
  const signOut = useSignOut(props.onSignedOut);
  const [opened, menu] = useDisclosure();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <>
      {opened && (
        <Stack gap="xs" p={8} id="account" role="group" aria-label={t('user.account')}>
          <Text size="xs" c="dimmed">
            <bdi>{me.email}</bdi>
            <br />
            {label('user.role', me.role)}
          </Text>
          <SegmentedControl
            fullWidth
            size="xs"
            aria-label={t('user.appearance')}
            value={colorScheme}
            data={schemes.map((s) => ({ value: s, label: t(`user.scheme.${s}`) }))}
            onChange={(v) => setColorScheme(oneOf(schemes, v) ?? 'auto')}
          />
          <Button
            size="xs"
            variant="default"
            leftSection={<IconLogout size={15} aria-hidden />}
            // Signed out here even when the server could not be told.
            onClick={() => void signOut().catch(() => {})}
          >
            {t('user.signOut')}
          </Button>
        </Stack>
      )}
      <UnstyledButton
        className={classes.user}
        aria-expanded={opened}
        aria-controls={opened ? 'account' : undefined}
        onClick={menu.toggle}
      >
        <PersonAvatar name={me.name} size={32} />
        <VisuallyHidden>{t('user.account')}: </VisuallyHidden>
        <span className={classes.userText}>
          <Text size="sm" fw={600} truncate component="span" display="block">
            {me.name}
          </Text>
          <Text size="xs" c="dimmed" truncate component="span" display="block">
            {me.tenant?.name ?? t('app.platform')}
          </Text>
        </span>
        <IconSelector size={16} aria-hidden />
      </UnstyledButton>
    </>
  );
}
