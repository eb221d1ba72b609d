import {
  Avatar,
  Menu,
  Text,
  UnstyledButton,
  useMantineColorScheme,
  type MantineColorScheme,
} from '@mantine/core';
import {
  IconCheck,
  IconDeviceDesktop,
  IconLogout,
  IconMoon,
  IconSelector,
  IconSun,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useLabel } from '../../ui/label';
import { useMe, useSignOut } from '../session';
import classes from './Shell.module.css';

const schemes: { value: MantineColorScheme; icon: typeof IconSun }[] = [
  { value: 'light', icon: IconSun },
  { value: 'dark', icon: IconMoon },
  { value: 'auto', icon: IconDeviceDesktop },
];

export function UserMenu(props: { onSignedOut: () => void }) {
  const { t } = useTranslation();
  const label = useLabel();
  const me = useMe();
  const signOut = useSignOut(props.onSignedOut);
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Menu position="top-start" width={220} shadow="md">
      <Menu.Target>
        <UnstyledButton className={classes.user} aria-label={t('user.menu', { name: me.name })}>
          <Avatar name={me.name} color="brand" size={32} radius="xl" aria-hidden />
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
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.email}
          <br />
          {label('user.role', me.role)}
        </Menu.Label>
        <Menu.Divider />
        <Menu.Label>{t('user.appearance')}</Menu.Label>
        {schemes.map((s) => (
          <Menu.Item
            key={s.value}
            role="menuitemradio"
            aria-checked={colorScheme === s.value}
            leftSection={<s.icon size={16} aria-hidden />}
            rightSection={colorScheme === s.value ? <IconCheck size={14} aria-hidden /> : null}
            onClick={() => setColorScheme(s.value)}
          >
            {t(`user.scheme.${s.value}`)}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item
          leftSection={<IconLogout size={16} aria-hidden />}
          onClick={() => void signOut().catch(() => {})}
        >
          {t('user.signOut')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
