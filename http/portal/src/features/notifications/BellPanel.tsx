import { Button, Group, Popover, Text } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemsOf } from '../../api/queries';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { NotificationList } from './NotificationList';
import classes from './Notifications.module.css';
import { notificationsQuery } from './queries';
import { useReading } from './useReading';

const SHOWN = 8;

interface Props {
  opened: boolean;
  onChange: (opened: boolean) => void;
  anyUnread: boolean;
}

/** The latest, beside the bell; apart from it, so that only who opens it loads what it takes. */
export default function BellPanel({ opened, onChange, anyUnread }: Props) {
  const { t } = useTranslation('notifications');
  const close = () => onChange(false);
  return (
    <Popover
      opened={opened}
      onChange={onChange}
      position="bottom-end"
      width={360}
      trapFocus
      returnFocus
      withRoles={false}
      shadow="md"
    >
      <Popover.Target>
        {/* Lies over the bell while the panel is open; for the keyboard there is the bell itself. */}
        <span className={classes.anchor} aria-hidden hidden={!opened} onClick={close} />
      </Popover.Target>
      <Popover.Dropdown p={0} maw="calc(100vw - 24px)" role="dialog" aria-label={t('title')}>
        {opened && <Latest onFollow={close} anyUnread={anyUnread} />}
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
