import { ActionIcon, Alert, Badge, Button, Group, Paper, Text } from '@mantine/core';
import { IconDots, IconPlayerPause, IconPlugConnectedX } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { Channel } from '../../api/model';
import { channelsQuery } from '../../api/queries';
import { useFormat, useNow } from '../../app/format';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { CopyField } from '../../ui/CopyField';
import { useLabel } from '../../ui/label';
import { Lazily } from '../../ui/Lazily';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { SureButton } from '../../ui/SureButton';
import type { Action } from './ChannelDialog';
import { webhookUrl } from './webhookUrl';

const ChannelDialog = lazy(() => import('./ChannelDialog'));
const ChannelMenu = lazy(() => import('./ChannelMenu'));

const colours = { live: 'green', paused: 'gray', needs_reconnection: 'red' } as const;

/** A connected channel: how it is, and what can be done with it. */
export function ChannelCard({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const { t: common } = useTranslation();
  const label = useLabel();
  const queries = useQueryClient();
  const [action, setAction] = useState<Action>();
  const id = channel.id;
  const refresh = () => queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
  const resume = useMutation({
    mutationFn: () => body(api.POST('/api/v1/channels/{id}/resume', { params: { path: { id } } })),
    onSuccess: refresh,
  });
  const details = [
    label('channels.kind', channel.kind),
    channel.verifiedName,
    channel.displayNumber,
    channel.phoneNumberId && t('numberId', { id: channel.phoneNumberId }),
  ].filter(Boolean);
  return (
    <Paper component="li" withBorder radius="lg" p="md" data-testid="channel" data-state={channel.state}>
      <Group justify="space-between" gap="sm" mb="sm" wrap="nowrap" align="flex-start">
        <Group gap="sm" wrap="nowrap" style={{ minWidth: 0 }} align="flex-start">
          <ChannelIcon channel={channel.kind} size={22} />
          <div style={{ minWidth: 0 }}>
            <Text component="h2" fw={650} size="md" m={0} style={{ overflowWrap: 'anywhere' }}>
              <bdi>{channel.name}</bdi>
            </Text>
            <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
              {details.map((d, i) => (
                <span key={i}>
                  {i > 0 && ' · '}
                  <bdi>{d}</bdi>
                </span>
              ))}
            </Text>
            <Group gap={6} mt={6}>
              <Badge color={colours[channel.state]}>{t(`state.${channel.state}`)}</Badge>
              <Badge color={channel.replies === 'ai' ? 'ai' : 'gray'}>
                {label('channels.replies', channel.replies)}
              </Badge>
            </Group>
          </div>
        </Group>
        <Actions channel={channel} onAction={setAction} onResume={() => resume.mutate()} />
      </Group>
      <Condition channel={channel} onAction={setAction} onResume={() => resume.mutate()} />
      <ProblemAlert error={resume.error} />
      <PreviousSecret channel={channel} />
      {channel.replyTemplate && <ReplyTemplate template={channel.replyTemplate} />}
      <Text size="xs" c="dimmed" mb={4}>
        {common('channels.webhook')}
      </Text>
      <CopyField label={common('channels.webhook')} value={webhookUrl(channel.webhookPath)} />
      <Lazily when={action !== undefined}>
        <ChannelDialog channel={channel} action={action} onClose={() => setAction(undefined)} />
      </Lazily>
    </Paper>
  );
}

export interface Acting {
  channel: Channel;
  onAction: (action: Action) => void;
  onResume: () => void;
}

/** The menu is loaded when it is first asked for: a tenth of the page's first load. */
function Actions(props: Acting) {
  const { t } = useTranslation('channels');
  const [asked, setAsked] = useState(false);
  const button = (
    <ActionIcon
      variant="default"
      size="lg"
      aria-label={t('menu.open', { name: props.channel.name })}
      aria-haspopup="menu"
      aria-expanded={false}
      onClick={() => setAsked(true)}
    >
      <IconDots size={18} aria-hidden />
    </ActionIcon>
  );
  return asked ? (
    <Suspense fallback={button}>
      <ChannelMenu {...props} />
    </Suspense>
  ) : (
    button
  );
}

/** What does not work, why, and the way out. */
function Condition({ channel, onAction, onResume }: Acting) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const now = useNow();
  if (channel.state === 'live') return null;
  const when = channel.since ? format.relative(channel.since, now) : '';
  const paused = channel.state === 'paused';
  return (
    <Alert
      mb="sm"
      color={paused ? 'gray' : 'red'}
      title={t(paused ? 'paused.title' : 'broken.title', { when })}
      icon={paused ? <IconPlayerPause aria-hidden /> : <IconPlugConnectedX aria-hidden />}
    >
      <Text size="sm" mb="xs">
        {t(paused ? 'paused.text' : 'broken.text')}
      </Text>
      <Button size="xs" onClick={paused ? onResume : () => onAction('accessToken')}>
        {t(paused ? 'paused.resume' : 'broken.reconnect')}
      </Button>
    </Alert>
  );
}

/** How people are answered who have not written lately. */
function ReplyTemplate({ template }: { template: NonNullable<Channel['replyTemplate']> }) {
  const { t } = useTranslation('channels');
  return (
    <Text size="sm" mb="sm" data-testid="reply-template" style={{ overflowWrap: 'anywhere' }}>
      {t('template.used', { name: template.name, language: template.language })}{' '}
      <Text span size="sm" c="dimmed" dir="auto">
        {template.body.replace('{{1}}', t('template.place'))}
      </Text>
    </Text>
  );
}

/** While two secrets are accepted. */
function PreviousSecret({ channel }: { channel: Channel }) {
  const { t } = useTranslation('channels');
  const format = useFormat();
  const now = useNow();
  const queries = useQueryClient();
  const id = channel.id;
  const end = useMutation({
    mutationFn: () =>
      body(api.DELETE('/api/v1/channels/{id}/previous-secret', { params: { path: { id } } })),
    onSuccess: () => queries.invalidateQueries({ queryKey: channelsQuery.queryKey }),
  });
  const until = channel.previousSecretUntil;
  if (!until || Date.parse(until) <= now) return null;
  return (
    <>
      <Group gap="xs" mb="sm">
        <Text size="sm">{t('previous.text', { when: format.full(until) })}</Text>
        <SureButton
          size="compact-xs"
          variant="default"
          color="red"
          sure={t('previous.sure')}
          loading={end.isPending}
          onSure={() => end.mutate()}
        >
          {t('previous.end')}
        </SureButton>
      </Group>
      <ProblemAlert error={end.error} />
    </>
  );
}
