import { ActionIcon, Button, Group, Indicator, Popover, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemsOf } from '../../api/queries';
import { useLiveFallback, useLiveTopic } from '../../live/LiveProvider';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { NotificationList } from './NotificationList';
import classes from './Notifications.module.css';
import { notificationsQuery, unreadQuery } from './queries';
import { useReading } from './useReading';

const MANY = 100;
const SHOWN = 8;

/** How much is unread, and the latest of it. */
export default function Bell() {
  const { t } = useTranslation('notifications');
  const fallback = useLiveFallback();
  useLiveTopic('notifications');
  const unread = useQuery({ ...unreadQuery, refetchInterval: fallback && fallback * 3 });
  const [opened, panel] = useDisclosure();
  const count = unread.data?.count ?? 0;
  return (
    <Popover opened={opened} onChange={panel.set} position="bottom-end" width={360} trapFocus returnFocus shadow="md">
      <Indicator
        label={count >= MANY ? t('many') : count}
        size={16}
        color="red.8"
        offset={6}
        disabled={count === 0}
        data-testid="unread"
      >
        <Popover.Target>
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            aria-label={count ? t('bellUnread', { count }) : t('bell')}
            data-testid="bell"
            onClick={panel.toggle}
          >
            <IconBell size={20} stroke={1.8} aria-hidden />
          </ActionIcon>
        </Popover.Target>
      </Indicator>
      <Popover.Dropdown p={0} maw="calc(100vw - 24px)" aria-label={t('title')}>
        {opened && <Latest onFollow={panel.close} anyUnread={count > 0} />}
      </Popover.Dropdown>
    </Popover>
  );
}

function Latest(props: { onFollow: () => void; anyUnread: boolean }) {
  const { t } = useTranslation('notifications');
  const latest = useInfiniteQuery(notificationsQuery(false));
  const { all } = useReading();
  const items = itemsOf(latest.data).slice(0, SHOWN);
  return (
    <>
      <Group justify="space-between" px="md" py="xs" wrap="nowrap">
        <Text fw={650} size="sm">
          {t('title')}
        </Text>
        {props.anyUnread && (
          <Button size="compact-xs" variant="subtle" onClick={() => all.mutate()}>
            {t('readAll')}
          </Button>
        )}
      </Group>
      <div className={classes.scroll}>
        {latest.isError && <ProblemAlert error={latest.error} onRetry={() => void latest.refetch()} />}
        {latest.isSuccess && items.length === 0 && (
          <Text size="sm" c="dimmed" px="md" py="lg" ta="center">
            {t('empty.text')}
          </Text>
        )}
        <NotificationList items={items} onFollow={props.onFollow} />
      </div>
      <Group px="md" py="xs" justify="space-between">
        <Button component={Link} to="/notifications" size="compact-sm" variant="subtle" onClick={props.onFollow}>
          {t('seeAll')}
        </Button>
        <Button
          component={Link}
          to="/settings/notifications"
          size="compact-sm"
          variant="subtle"
          onClick={props.onFollow}
        >
          {t('choose')}
        </Button>
      </Group>
    </>
  );
}
