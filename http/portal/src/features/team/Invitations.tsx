import { Badge, Button, Group, Paper, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { useNow } from '../../app/format';
import { useLabel } from '../../ui/label';
import { lastError } from '../../ui/lastError';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { SureButton } from '../../ui/SureButton';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { invitationsQuery, teamQuery, type TeamInvitation } from './queries';

/** Who is invited and has not come yet. */
export function Invitations() {
  const { t } = useTranslation('team');
  const invitations = useQuery(invitationsQuery);
  const items = invitations.data?.items;
  return (
    <section aria-labelledby="team-invitations">
      <Title order={2} size="h4" mb="xs" id="team-invitations">
        {t('invitations.title')}
      </Title>
      {invitations.isError && (
        <ProblemAlert error={invitations.error} onRetry={() => void invitations.refetch()} />
      )}
      {items?.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('invitations.none')}
        </Text>
      )}
      {items && items.length > 0 && (
        <Paper withBorder radius="lg" component="ul" className={`${table.card} ${table.cards}`}>
          {items.map((i) => (
            <Invitation key={i.id} invitation={i} />
          ))}
        </Paper>
      )}
    </section>
  );
}

function Invitation({ invitation }: { invitation: TeamInvitation }) {
  const { t } = useTranslation('team');
  const label = useLabel();
  const queries = useQueryClient();
  const expired = new Date(invitation.expiresAt).getTime() < useNow();
  const params = { params: { path: { id: invitation.id } } };
  const refresh = () => queries.invalidateQueries({ queryKey: teamQuery.queryKey });
  const again = useMutation({
    mutationFn: () => body(api.POST('/api/v1/team/invitations/{id}/send', params)),
    onSuccess: refresh,
  });
  const revoke = useMutation({
    mutationFn: () => done(api.DELETE('/api/v1/team/invitations/{id}', params)),
    onSuccess: refresh,
  });
  return (
    <li data-testid="invitation">
      <Group justify="space-between" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
            <bdi>{invitation.email}</bdi>
          </Text>
          <Text size="xs" c="dimmed">
            {label('user.role', invitation.role)} · {t('invitations.by', { name: invitation.invitedBy })} ·{' '}
            <Time at={invitation.createdAt} as="relative" />
          </Text>
        </div>
        <Group gap={4}>
          {expired && <Badge color="gray">{t('invitations.expired')}</Badge>}
          <Button
            size="compact-xs"
            variant="subtle"
            loading={again.isPending}
            aria-label={t('invitations.againTo', { email: invitation.email })}
            onClick={() => again.mutate()}
          >
            {again.isSuccess ? t('invitations.sent') : t('invitations.again')}
          </Button>
          <SureButton
            size="compact-xs"
            variant="subtle"
            loading={revoke.isPending}
            aria-label={t('invitations.revokeTo', { email: invitation.email })}
            sure={t('invitations.revokeSure')}
            onSure={() => revoke.mutate()}
          >
            {t('invitations.revoke')}
          </SureButton>
        </Group>
      </Group>
      <ProblemAlert error={lastError(again, revoke)} />
    </li>
  );
}
