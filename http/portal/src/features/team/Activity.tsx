import { Paper, Skeleton, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { itemsOf } from '../../api/queries';
import { useLabel } from '../../ui/label';
import { LoadMore } from '../../ui/LoadMore';
import { ProblemAlert } from '../../ui/ProblemAlert';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { activityQuery, type TeamActivity } from './queries';

const sentences = [
  'team-founded',
  'member-invited',
  'invitation-renewed',
  'invitation-revoked',
  'member-joined',
  'member-role-changed',
  'member-removed',
  'member-left',
  'ownership-transferred',
  'operator-entered',
  'operator-left',
] as const;

/** Who came, went and changed roles, the latest first. */
export function Activity() {
  const { t } = useTranslation('team');
  const activity = useInfiniteQuery(activityQuery);
  const items = itemsOf(activity.data);
  return (
    <section aria-labelledby="team-activity">
      <Title order={2} size="h4" mb="xs" id="team-activity">
        {t('activity.title')}
      </Title>
      {activity.isError && (
        <ProblemAlert error={activity.error} onRetry={() => void activity.refetch()} />
      )}
      {activity.isPending && <Skeleton h={80} radius="lg" />}
      {activity.isSuccess && items.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('activity.none')}
        </Text>
      )}
      {items.length > 0 && (
        <Paper withBorder radius="lg" className={table.card}>
          <ul className={table.cards}>
            {items.map((a) => (
              <li key={a.id} data-testid="activity">
                <Text size="sm">
                  <Sentence activity={a} />
                </Text>
                <Text size="xs" c="dimmed">
                  <Time at={a.at} />
                </Text>
              </li>
            ))}
          </ul>
          <LoadMore query={activity} />
        </Paper>
      )}
    </section>
  );
}

function Sentence({ activity }: { activity: TeamActivity }) {
  const { t } = useTranslation('team');
  const label = useLabel();
  const type = sentences.find((s) => s === activity.type);
  const role = (value: string | null) => (value ? label('user.role', value) : '');
  if (!type) return activity.type.replace(/-/g, ' ');
  return t(`activity.what.${type}`, {
    by: activity.by === 'system' ? t('activity.system') : activity.by,
    subject: activity.subject,
    before: role(activity.before),
    after: type === 'operator-entered' ? activity.after : role(activity.after),
  });
}
