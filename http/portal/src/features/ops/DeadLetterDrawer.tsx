import { Alert, Button, Code, Drawer, Group, ScrollArea, Skeleton, Stack, Text, Title } from '@mantine/core';
import { IconRefresh, IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { deadLetterQuery } from '../../api/queries';
import { useFormat } from '../../app/format';
import { useMay } from '../../app/session';
import { Facts } from '../../ui/Facts';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { SureButton } from '../../ui/SureButton';
import { StateBadge } from './StateBadge';

export default function DeadLetterDrawer(props: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Drawer
      opened={props.id !== undefined}
      onClose={props.onClose}
      title={t('deadLetters.detail')}
      size="lg"
      closeButtonProps={{ 'aria-label': t('common.close') }}
    >
      {props.id && <Detail key={props.id} id={props.id} />}
    </Drawer>
  );
}

function Detail({ id }: { id: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const mayManage = useMay('ops.manage');
  const letter = useQuery(deadLetterQuery(id));
  if (letter.isError) {
    return <ProblemAlert error={letter.error} onRetry={() => void letter.refetch()} />;
  }
  if (!letter.data) return <Skeleton h={320} aria-label={t('common.loading')} />;
  const d = letter.data;
  return (
    <Stack>
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <Title order={2} size="h4" miw={0} style={{ overflowWrap: 'anywhere' }}>
          {d.reason}
        </Title>
        <StateBadge state={d.state} />
      </Group>
      {d.detail && (
        <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
          {d.detail}
        </Text>
      )}
      <Facts
        items={[
          { label: t('deadLetters.column.source'), value: d.source },
          { label: t('deadLetters.column.tenant'), value: d.tenant ?? '–' },
          { label: t('deadLetters.column.endpoint'), value: d.endpoint ?? '–' },
          { label: t('deadLetters.column.received'), value: format.full(d.receivedAt) },
          ...(d.replayedAt
            ? [{ label: t('deadLetters.column.replayed'), value: format.full(d.replayedAt) }]
            : []),
          ...(d.count > 1 ? [{ label: t('deadLetters.column.count'), value: String(d.count) }] : []),
          { label: t('deadLetters.column.size'), value: format.bytes(d.size) },
        ]}
      />
      {mayManage && <Actions id={id} open={d.state === 'open'} replayable={d.replayable} />}
      <Title order={3} size="h5">
        {t('deadLetters.payload')}
      </Title>
      <ScrollArea.Autosize mah={480} viewportProps={{ tabIndex: 0, 'aria-label': t('deadLetters.payload') }}>
        <Code block data-testid="payload">
          {d.payload}
        </Code>
      </ScrollArea.Autosize>
    </Stack>
  );
}

function Actions(props: { id: string; open: boolean; replayable: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const act = useMutation({
    mutationFn: (action: 'replay' | 'discard') => {
      const request = { params: { path: { id: props.id } } };
      return done(
        action === 'replay'
          ? api.POST('/api/v1/ops/dead-letters/{id}/replay', request)
          : api.POST('/api/v1/ops/dead-letters/{id}/discard', request),
      );
    },
    onSuccess: () => {
      void queries.invalidateQueries({ queryKey: ['dead-letters'] });
      void queries.invalidateQueries({ queryKey: ['dead-letter', props.id] });
    },
  });
  return (
    <Stack gap="xs">
      {props.open && !act.isSuccess && (
        <Group>
          <Button
            leftSection={<IconRefresh size={16} aria-hidden />}
            disabled={!props.replayable}
            loading={act.isPending && act.variables === 'replay'}
            onClick={() => act.mutate('replay')}
          >
            {t('deadLetters.replay')}
          </Button>
          <SureButton
            variant="default"
            leftSection={<IconTrash size={16} aria-hidden />}
            loading={act.isPending && act.variables === 'discard'}
            sure={t('deadLetters.discardSure')}
            onSure={() => act.mutate('discard')}
          >
            {t('deadLetters.discard')}
          </SureButton>
        </Group>
      )}
      {props.open && !props.replayable && (
        <Text size="sm" c="dimmed">
          {t('deadLetters.notReplayable')}
        </Text>
      )}
      <ProblemAlert error={act.error} />
      {act.isSuccess && (
        <Alert color="teal" role="status">
          {act.variables === 'replay' ? t('deadLetters.replayed') : t('deadLetters.discarded')}
        </Alert>
      )}
    </Stack>
  );
}
