import { Divider, Drawer, Group, Skeleton, Stack, Text, Timeline, Title } from '@mantine/core';
import { IconMessage } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { leadStatuses, oneOf, type LeadDetail, type LeadStatus } from '../../api/model';
import { leadQuery } from '../../api/queries';
import { useMay } from '../../app/session';
import { Choice } from '../../ui/Choice';
import { Facts } from '../../ui/Facts';
import { useLabel } from '../../ui/label';
import { ButtonLink } from '../../ui/links';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Time } from '../../ui/Time';
import { ScoreBadge, StatusBadge } from './badges';
import { Qualification } from './Qualification';

export default function LeadDrawer(props: { leadId: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={props.leadId !== undefined}
      onClose={props.onClose}
      title={t('leads.detail')}
      size="md"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {props.leadId && <Detail key={props.leadId} leadId={props.leadId} />}
    </Drawer>
  );
}

function Detail({ leadId }: { leadId: string }) {
  const { t } = useTranslation();
  const lead = useQuery(leadQuery(leadId));
  if (lead.isError) return <ProblemAlert error={lead.error} onRetry={() => void lead.refetch()} />;
  if (!lead.data) {
    return (
      <Stack aria-busy aria-label={t('common.loading')}>
        <Skeleton h={28} w="60%" />
        <Skeleton h={120} />
        <Skeleton h={180} />
      </Stack>
    );
  }
  return <Content lead={lead.data} />;
}

function Content({ lead }: { lead: LeadDetail }) {
  const { t } = useTranslation();
  const label = useLabel();
  const mayRead = useMay('inbox.read');
  return (
    <Stack gap="lg" data-testid="lead">
      <Stack gap="xs">
        <Title order={2} size="h3">
          <bdi>{lead.name}</bdi>
        </Title>
        <Group gap="xs">
          <StatusBadge status={lead.status} />
          <ScoreBadge score={lead.score} />
        </Group>
      </Stack>
      <Facts
        items={[
          ...lead.otherNames.map((name) => ({ label: t('inbox.side.otherName'), value: <bdi>{name}</bdi> })),
          ...(lead.phone ? [{ label: t('inbox.side.identifier.phone'), value: <bdi>{lead.phone}</bdi> }] : []),
          ...(lead.email ? [{ label: t('inbox.side.identifier.email'), value: <bdi>{lead.email}</bdi> }] : []),
          { label: t('leads.column.source'), value: label('inbox.channel', lead.source) },
          { label: t('leads.column.created'), value: <Time at={lead.createdAt} /> },
          { label: t('leads.column.lastActivity'), value: <Time at={lead.lastActivityAt} /> },
        ]}
      />
      {mayRead && lead.conversationId && (
        <ButtonLink
          to="/inbox/$conversationId"
          params={{ conversationId: lead.conversationId }}
          variant="light"
          leftSection={<IconMessage size={16} aria-hidden />}
        >
          {t('leads.openConversation')}
        </ButtonLink>
      )}
      <ChangeStatus lead={lead} />
      <Divider />
      <Stack gap="xs">
        <Title order={3} size="h5">
          {t('leads.qualification.title')}
        </Title>
        <Qualification value={lead.qualification} />
      </Stack>
      {lead.referral && (
        <Stack gap={4} data-testid="lead-ad">
          <Title order={3} size="h5">
            {t('leads.ad.title')}
          </Title>
          <Text size="sm">
            <bdi>{lead.referral.headline ?? lead.referral.sourceId ?? lead.referral.sourceUrl}</bdi>
          </Text>
          {lead.referral.body && (
            <Text size="sm" c="dimmed">
              {lead.referral.body}
            </Text>
          )}
          {lead.referral.clickId && (
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {t('leads.ad.clickId', { id: lead.referral.clickId })}
            </Text>
          )}
        </Stack>
      )}
      <Divider />
      <History entries={lead.history} />
    </Stack>
  );
}

function ChangeStatus({ lead }: { lead: LeadDetail }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const allowed = useMay('leads.write');
  const change = useMutation({
    mutationFn: (status: LeadStatus) =>
      done(
        api.POST('/api/v1/leads/{id}/status', { params: { path: { id: lead.id } }, body: { status } }),
      ),
    onSuccess: (_, status) => {
      queries.setQueryData(leadQuery(lead.id).queryKey, (old) => old && { ...old, status });
      void queries.invalidateQueries({ queryKey: ['leads'] });
      void queries.invalidateQueries({ queryKey: ['conversation'] });
    },
  });
  if (!allowed) return null;
  return (
    <Stack gap="xs">
      <Choice
        label={t('leads.changeStatus')}
        data={leadStatuses.map((s) => ({ value: s, label: t(`leads.status.${s}`) }))}
        value={change.isPending ? change.variables : lead.status}
        disabled={change.isPending}
        onChange={(e) => {
          const status = oneOf(leadStatuses, e.currentTarget.value);
          if (status && status !== lead.status) change.mutate(status);
        }}
      />
      <ProblemAlert error={change.error} />
      <Text size="xs" c="dimmed" role="status">
        {change.isSuccess && t('leads.statusChanged')}
      </Text>
    </Stack>
  );
}

/** What the detail of an entry is about. */
const detailGroups: Record<string, string> = {
  'lead-opened': 'inbox.channel',
  'lead-qualified': 'leads.score',
  'lead-status-changed': 'leads.status',
};

function History({ entries }: { entries: LeadDetail['history'] }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <Stack gap="xs">
      <Title order={3} size="h5">
        {t('leads.history.title')}
      </Title>
      {entries.length === 0 ? (
        <Text size="sm" c="dimmed">
          {t('leads.history.empty')}
        </Text>
      ) : (
        <Timeline bulletSize={12} lineWidth={2}>
          {entries.map((e, i) => (
            <Timeline.Item key={i} title={label('leads.history.what', e.what)}>
              {e.detail && (
                <Text size="sm" dir="auto">
                  {label(detailGroups[e.what] ?? '', e.detail, e.detail)}
                </Text>
              )}
              <Text size="xs" c="dimmed">
                <Time at={e.at} as="relative" />
              </Text>
            </Timeline.Item>
          ))}
        </Timeline>
      )}
    </Stack>
  );
}
