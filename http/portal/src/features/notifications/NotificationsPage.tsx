import { Box, Button, Group, Paper, SegmentedControl, Skeleton, Stack } from '@mantine/core';
import { IconBell } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { itemsOf } from '../../api/queries';
import { EmptyState } from '../../ui/EmptyState';
import { LoadMore } from '../../ui/LoadMore';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import table from '../../ui/Table.module.css';
import { NotificationList } from './NotificationList';
import { notificationsQuery } from './queries';
import { useReading } from './useReading';

/** Everything this person was told. */
export function NotificationsPage() {
  const { t } = useTranslation('notifications');
  const search = useSearch({ from: '/signed-in/notifications' });
  const navigate = useNavigate();
  const unread = search.unread ?? false;
  const query = useInfiniteQuery(notificationsQuery(unread));
  const { all } = useReading();
  const items = itemsOf(query.data);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Group gap="xs">
          <Button variant="default" size="sm" component={Link} to="/settings/notifications">
            {t('choose')}
          </Button>
          <Button
            variant="default"
            size="sm"
            loading={all.isPending}
            disabled={items.every((n) => n.readAt)}
            onClick={() => all.mutate()}
          >
            {t('readAll')}
          </Button>
        </Group>
      }
    >
      <SegmentedControl
        mb="md"
        aria-label={t('filter')}
        value={unread ? 'unread' : 'all'}
        data={[
          { value: 'all', label: t('all') },
          { value: 'unread', label: t('unread') },
        ]}
        onChange={(v) =>
          void navigate({
            to: '/notifications',
            search: { unread: v === 'unread' ? true : undefined },
            replace: true,
          })
        }
      />
      {(query.error ?? all.error) && (
        <Box mb="md">
          <ProblemAlert error={query.error ?? all.error} onRetry={() => void query.refetch()} />
        </Box>
      )}
      <Paper withBorder radius="lg" className={table.card} aria-busy={query.isFetching}>
        {query.isPending && (
          <Stack p="md" gap="xs">
            {[1, 2, 3].map((i) => (
              <Skeleton key={i} h={44} />
            ))}
          </Stack>
        )}
        {query.isSuccess && items.length === 0 && (
          <EmptyState
            icon={IconBell}
            title={t(unread ? 'allRead.title' : 'empty.title')}
            text={t(unread ? 'allRead.text' : 'empty.text')}
          />
        )}
        <NotificationList items={items} />
        <LoadMore query={query} />
      </Paper>
    </Page>
  );
}
