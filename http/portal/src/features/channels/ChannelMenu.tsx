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
import { useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Acting } from './ChannelCard';
import type { Action } from './ChannelDialog';

/** What can be done with a channel; open when it appears. */
export default function ChannelMenu({ channel, onAction, onResume }: Acting) {
  const { t } = useTranslation('channels');
  const size = 16;
  const target = useRef<HTMLButtonElement>(null);
  // The item is gone when its dialog closes: the keyboard goes back to the button.
  const act = (action: Action) => {
    target.current?.focus();
    onAction(action);
  };
  return (
    <Menu position="bottom-end" withinPortal defaultOpened withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <ActionIcon ref={target} variant="default" size="lg" aria-label={t('menu.open', { name: channel.name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item leftSection={<IconPencil size={size} aria-hidden />} onClick={() => act('rename')}>
          {t('menu.rename')}
        </Menu.Item>
        {channel.kind === 'whatsapp' && (
          <Menu.Item
            leftSection={<IconKey size={size} aria-hidden />}
            onClick={() => act('accessToken')}
          >
            {t('menu.accessToken')}
          </Menu.Item>
        )}
        {channel.kind === 'whatsapp' && (
          <Menu.Item
            leftSection={<IconMessageForward size={size} aria-hidden />}
            onClick={() => act('template')}
          >
            {t('menu.template')}
          </Menu.Item>
        )}
        <Menu.Item leftSection={<IconLock size={size} aria-hidden />} onClick={() => act('secret')}>
          {t('menu.secret')}
        </Menu.Item>
        {channel.state === 'paused' ? (
          <Menu.Item leftSection={<IconPlayerPlay size={size} aria-hidden />} onClick={onResume}>
            {t('menu.resume')}
          </Menu.Item>
        ) : (
          <Menu.Item
            leftSection={<IconPlayerPause size={size} aria-hidden />}
            onClick={() => act('pause')}
          >
            {t('menu.pause')}
          </Menu.Item>
        )}
        <Menu.Divider />
        <Menu.Item
          c="var(--mantine-color-error)"
          leftSection={<IconPlugConnectedX size={size} aria-hidden />}
          onClick={() => act('disconnect')}
        >
          {t('menu.disconnect')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
