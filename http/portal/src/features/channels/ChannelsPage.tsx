import { Badge, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconPlugConnected, IconPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Channel } from '../../api/model';
import { channelsQuery } from '../../api/queries';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { CopyField } from '../../ui/CopyField';
import { EmptyState } from '../../ui/EmptyState';
import { useLabel } from '../../ui/label';
import { Lazily } from '../../ui/Lazily';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { webhookUrl } from './webhookUrl';
import { Unlock } from '../plans/Unlock';

const CreateChannel = lazy(() => import('./CreateChannel'));

export function ChannelsPage() {
  const { t } = useTranslation();
  const channels = useQuery(channelsQuery);
  const [creating, dialog] = useDisclosure();
  const add = (
    <Button leftSection={<IconPlus size={16} aria-hidden />} onClick={dialog.open}>
      {t('channels.add')}
    </Button>
  );
  const items = channels.data?.items;
  return (
    <Page
      title={t('channels.title')}
      lead={t('channels.lead')}
      actions={items && items.length > 0 && add}
    >
      <Unlock limit="channels" />
      {channels.isError && (
        <ProblemAlert error={channels.error} onRetry={() => void channels.refetch()} />
      )}
      {channels.isPending && <Skeleton h={110} radius="lg" />}
      {items?.length === 0 && (
        <Paper withBorder radius="lg">
          <EmptyState
            icon={IconPlugConnected}
            title={t('channels.empty.title')}
            text={t('channels.empty.text')}
          >
            {add}
          </EmptyState>
        </Paper>
      )}
      {items && items.length > 0 && (
        <Stack component="ul" gap="sm" p={0} m={0} style={{ listStyle: 'none' }} aria-label={t('channels.list')}>
          {items.map((c) => (
            <ChannelCard key={c.id} channel={c} />
          ))}
        </Stack>
      )}
      <Lazily when={creating}>
        <CreateChannel opened={creating} onClose={dialog.close} />
      </Lazily>
    </Page>
  );
}

function ChannelCard({ channel }: { channel: Channel }) {
  const { t } = useTranslation();
  const label = useLabel();
  return (
    <Paper component="li" withBorder radius="lg" p="md" data-testid="channel">
      <Group justify="space-between" gap="sm" mb="sm">
        <Group gap="sm" wrap="nowrap" maw="100%">
          <ChannelIcon channel={channel.kind} size={22} />
          <div style={{ minWidth: 0 }}>
            <Text component="h2" fw={650} size="md" m={0}>
              <bdi>{channel.name}</bdi>
            </Text>
            <Text size="xs" c="dimmed">
              {label('channels.kind', channel.kind)}
              {channel.phoneNumberId && ` · ${t('channels.number', { id: channel.phoneNumberId })}`}
            </Text>
          </div>
        </Group>
        <Badge color={channel.replies === 'ai' ? 'ai' : 'gray'}>
          {label('channels.replies', channel.replies)}
        </Badge>
      </Group>
      <Text size="xs" c="dimmed" mb={4}>
        {t('channels.webhook')}
      </Text>
      <CopyField label={t('channels.webhook')} value={webhookUrl(channel.webhookPath)} />
    </Paper>
  );
}
