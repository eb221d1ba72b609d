import { Badge, Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { oneOf, type Schemas } from '../../api/model';
import { meQuery } from '../../app/session';
import { Page } from '../../ui/Page';
import { lastError } from '../../ui/lastError';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { SureButton } from '../../ui/SureButton';
import { Time } from '../../ui/Time';
import { describeAgent } from './device';

const methods = ['password', 'passkey', 'google', 'microsoft', 'linkedin'] as const;

const devicesQuery = queryOptions({
  queryKey: ['my-devices'],
  queryFn: () => body(api.GET('/api/v1/me/sessions')),
});

/** Where one is signed in, and the way out of each. */
export function DevicesPage() {
  const { t } = useTranslation('profile');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const devices = useQuery(devicesQuery);
  const end = useMutation({
    mutationFn: (id: string) =>
      done(api.DELETE('/api/v1/me/sessions/{id}', { params: { path: { id } } })),
    onSettled: () => queries.invalidateQueries({ queryKey: devicesQuery.queryKey }),
  });
  const endAll = useMutation({
    mutationFn: () => done(api.POST('/api/v1/auth/sign-out-everywhere')),
    onSuccess: async () => {
      queries.removeQueries({ queryKey: meQuery.queryKey });
      await navigate({ to: '/sign-in' });
    },
  });
  return (
    <Page
      title={t('devices.title')}
      lead={t('devices.lead')}
      actions={
        <SureButton
          variant="default"
          loading={endAll.isPending}
          sure={t('devices.allSure')}
          onSure={() => endAll.mutate()}
        >
          {t('devices.all')}
        </SureButton>
      }
    >
      <Stack maw={720} aria-busy={devices.isFetching}>
        <ProblemAlert
          error={devices.error ?? lastError(end, endAll)}
          onRetry={() => void devices.refetch()}
        />
        {devices.isPending && <Skeleton h={96} radius="lg" />}
        {devices.data?.devices.map((device) => (
          <DeviceCard
            key={device.id}
            device={device}
            busy={end.isPending && end.variables === device.id}
            onEnd={() => end.mutate(device.id)}
          />
        ))}
        {devices.data?.devices.length === 1 && <Text c="dimmed">{t('devices.empty')}</Text>}
      </Stack>
    </Page>
  );
}

function DeviceCard(props: {
  device: Schemas['SignedInDevice'];
  busy: boolean;
  onEnd: () => void;
}) {
  const { t } = useTranslation('profile');
  const { device } = props;
  const method = oneOf(methods, device.method);
  const { browser, system } = describeAgent(device.userAgent);
  const name =
    browser && system ? t('devices.on', { browser, system }) : (browser ?? system ?? t('devices.unknown'));
  return (
    <Paper withBorder p="md" radius="lg" component="section" aria-label={name} data-testid="device">
      <Group justify="space-between" wrap="nowrap" align="flex-start">
        <div>
          <Group gap="xs">
            <Text fw={600}>{name}</Text>
            {device.current && <Badge variant="light">{t('devices.this')}</Badge>}
          </Group>
          <Text size="sm" c="dimmed">
            {t('devices.seen')} <Time at={device.lastSeenAt} as="relative" /> ·{' '}
            <bdi>{device.address}</bdi>
          </Text>
          <Text size="sm" c="dimmed">
            {t('devices.since')} <Time at={device.createdAt} />{' '}
            {t('devices.by', { method: method ? t(`devices.method.${method}`) : device.method })}
          </Text>
        </div>
        {!device.current && (
          <Button
            flex="none"
            size="xs"
            variant="default"
            loading={props.busy}
            aria-label={t('devices.outOf', { device: name })}
            onClick={props.onEnd}
          >
            {t('devices.out')}
          </Button>
        )}
      </Group>
    </Paper>
  );
}
