import { ActionIcon, Menu } from '@mantine/core';
import {
  IconDots,
  IconKey,
  IconLock,
  IconMessageForward,
  IconPencil,
  IconPlayerPause,
  IconPlayerPlay,
  IconPlugConnectedX,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Acting } from './ChannelCard';

/** What can be done with a channel; open when it appears. */
export default function ChannelMenu({ channel, onAction, onResume }: Acting) {
  const { t } = useTranslation('channels');
  const size = 16;
  return (
    <Menu position="bottom-end" withinPortal defaultOpened withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={t('menu.open', { name: channel.name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={size} aria-hidden />} onClick={() => onAction('rename')}>
          {t('menu.rename')}
        </Menu.Item>
        {channel.kind === 'whatsapp' && (
          <Menu.Item
            leftSection={<IconKey size={size} aria-hidden />}
            onClick={() => onAction('accessToken')}
          >
            {t('menu.accessToken')}
          </Menu.Item>
        )}
        {channel.kind === 'whatsapp' && (
          <Menu.Item
            leftSection={<IconMessageForward size={size} aria-hidden />}
            onClick={() => onAction('template')}
          >
            {t('menu.template')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLock size={size} aria-hidden />} onClick={() => onAction('secret')}>
          {t('menu.secret')}
        </Menu.Item>
        {channel.state === 'paused' ? (
          <Menu.Item leftSection={<IconPlayerPlay size={size} aria-hidden />} onClick={onResume}>
            {t('menu.resume')}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconPlayerPause size={size} aria-hidden />}
            onClick={() => onAction('pause')}
          >
            {t('menu.pause')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          c="var(--mantine-color-error)"
          leftSection={<IconPlugConnectedX size={size} aria-hidden />}
          onClick={() => onAction('disconnect')}
        >
          {t('menu.disconnect')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
