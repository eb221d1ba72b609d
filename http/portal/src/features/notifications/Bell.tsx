import { ActionIcon, Indicator } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import { useLiveFallback, useLiveTopic } from '../../live/LiveProvider';
import { Lazily } from '../../ui/Lazily';
import { unreadQuery } from './queries';

const BellPanel = lazy(() => import('./BellPanel'));

const MANY = 100;

/** How much is unread, and the latest of it. */
export default function Bell() {
  const { t } = useTranslation('notifications');
  const fallback = useLiveFallback();
  useLiveTopic('notifications');
  const unread = useQuery({ ...unreadQuery, refetchInterval: fallback && fallback * 3 });
  const [opened, panel] = useDisclosure();
  const count = unread.data?.count ?? 0;
  return (
    <Indicator
      label={count >= MANY ? t('many') : count}
      size={16}
      color="red.8"
      offset={6}
      disabled={count === 0}
      data-testid="unread"
    >
      <ActionIcon
        variant="subtle"
        color="gray"
        size="lg"
        aria-label={count ? t('bellUnread', { count }) : t('bell')}
        aria-haspopup="dialog"
        aria-expanded={opened}
        data-testid="bell"
        onClick={panel.toggle}
      >
        <IconBell size={20} stroke={1.8} aria-hidden />
      </ActionIcon>
      <Lazily when={opened}>
        <BellPanel opened={opened} onChange={panel.set} anyUnread={count > 0} />
      </Lazily>
    </Indicator>
  );
}
