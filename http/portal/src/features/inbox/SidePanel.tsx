import { Divider, Group, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { ConversationDetail, LeadSummary } from '../../api/model';
import { leadQuery } from '../../api/queries';
import { useMay } from '../../app/session';
import { Facts } from '../../ui/Facts';
import { useLabel } from '../../ui/label';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Time } from '../../ui/Time';
import { ScoreBadge, StatusBadge } from '../leads/badges';
import { Qualification } from '../leads/Qualification';
import classes from './Inbox.module.css';

/** Who is writing, and what is known of what they need. */
export function SidePanel({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const label = useLabel();
  const { contact, lead } = conversation;
  const mayReadLeads = useMay('leads.read');
  return (
    <Stack gap="md">
      <Stack gap={4}>
        <Title order={2} size="h5">
          {t('inbox.side.contact')}
        </Title>
        <Facts
          items={[
            ...contact.otherNames.map((name) => ({
              label: t('inbox.side.otherName'),
              value: <bdi>{name}</bdi>,
            })),
            ...contact.identifiers.map((i) => ({
              label: label('inbox.side.identifier', i.kind),
              value: <bdi>{i.value}</bdi>,
            })),
            { label: t('inbox.side.opened'), value: <Time at={conversation.openedAt} /> },
          ]}
        />
      </Stack>
      <Divider />
      <Stack gap="xs">
        <Group justify="space-between">
          <Title order={2} size="h5">
            {t('inbox.side.lead')}
          </Title>
          {lead && mayReadLeads && (
            <Link to="/leads/$leadId" params={{ leadId: lead.id }} className={classes.textLink}>
              {t('inbox.side.openLead')}
            </Link>
          )}
        </Group>
        {lead ? (
          <Lead lead={lead} detailed={mayReadLeads} />
        ) : (
          <Text size="sm" c="dimmed">
            {t('inbox.side.noLead')}
          </Text>
        )}
      </Stack>
    </Stack>
  );
}

function Lead({ lead, detailed }: { lead: LeadSummary; detailed: boolean }) {
  const detail = useQuery({ ...leadQuery(lead.id), enabled: detailed });
  return (
    <Stack gap="sm">
      <Group gap="xs">
        <StatusBadge status={lead.status} />
        <ScoreBadge score={lead.score} />
      </Group>
      {detail.isError && <ProblemAlert error={detail.error} />}
      {detail.data && <Qualification value={detail.data.qualification} />}
    </Stack>
  );
}
