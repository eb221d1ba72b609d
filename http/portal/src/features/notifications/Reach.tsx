import { Alert, Anchor, Button, Code, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { Lazily } from '../../ui/Lazily';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { obstacle, subscribe, unsubscribe } from './push';
import { pushQuery, telegramQuery } from './queries';

const LinkChat = lazy(() => import('./LinkChat'));

/** Where one is reached outside of the portal: this browser, and a chat in Telegram. */
export function Reach() {
  return (
    <Stack gap="lg">
      <ThisBrowser />
      <Telegram />
    </Stack>
  );
}

function Card({ title, children }: { title: string; children: ReactNode }) {
  return (
    <Paper withBorder radius="lg" p="md">
      <Stack gap="sm" align="flex-start">
        <Title order={2} size="h5">
          {title}
        </Title>
        {children}
      </Stack>
    </Paper>
  );
}

function ThisBrowser() {
  const { t } = useTranslation('notifications');
  const client = useQueryClient();
  const push = useQuery(pushQuery);
  const [inTheWay, setInTheWay] = useState(obstacle);
  const current = push.data?.browsers.find((browser) => browser.current);
  const others = (push.data?.browsers.length ?? 0) - (current ? 1 : 0);
  const change = useMutation({
    mutationFn: async () => {
      if (current) await unsubscribe(current.id);
      else if (push.data && !(await subscribe(push.data.key))) setInTheWay('denied');
    },
    onSettled: () => client.invalidateQueries({ queryKey: pushQuery.queryKey }),
  });
  return (
    <Card title={t('reach.push.title')}>
      <Text size="sm">{t(current ? 'reach.push.on' : 'reach.push.off')}</Text>
      {others > 0 && (
        <Text size="sm" c="dimmed">
          {t('reach.push.others', { count: others })}
        </Text>
      )}
      {push.isPending && <Skeleton h={36} w={160} />}
      {push.isError && <ProblemAlert error={push.error} onRetry={() => void push.refetch()} />}
      {change.isError && <ProblemAlert error={change.error} />}
      {inTheWay && !current && <Alert color="yellow">{t(`reach.push.${inTheWay}`)}</Alert>}
      {push.data && (current || !inTheWay) && (
        <Button
          variant={current ? 'default' : 'filled'}
          loading={change.isPending}
          onClick={() => change.mutate()}
        >
          {t(current ? 'reach.push.turnOff' : 'reach.push.turnOn')}
        </Button>
      )}
    </Card>
  );
}

function Telegram() {
  const { t } = useTranslation('notifications');
  const client = useQueryClient();
  const [asking, setAsking] = useState(false);
  const link = useMutation({
    mutationFn: (password: string | null) => body(api.POST('/api/v1/me/telegram', { body: { password } })),
    onSuccess: () => setAsking(false),
  });
  // While a code is shown its owner is on their phone: the page follows what they do there.
  const chat = useQuery({ ...telegramQuery, refetchInterval: link.data ? 3_000 : false });
  const unlink = useMutation({
    mutationFn: () => done(api.DELETE('/api/v1/me/telegram')),
    onSuccess: () => {
      link.reset();
      return client.invalidateQueries({ queryKey: telegramQuery.queryKey });
    },
  });
  if (chat.data && !chat.data.bot) return null;
  const linked = chat.data?.linkedAs;
  return (
    <Card title={t('reach.telegram.title')}>
      {chat.isPending && <Skeleton h={36} w={160} />}
      {chat.isError && <ProblemAlert error={chat.error} onRetry={() => void chat.refetch()} />}
      {chat.data && (
        <Text size="sm" role="status">
          {linked ? t('reach.telegram.on', { name: linked }) : t('reach.telegram.off')}
        </Text>
      )}
      {link.data && !linked && (
        <Text size="sm">
          <Anchor href={link.data.url} target="_blank" rel="noreferrer">
            {t('reach.telegram.open', { bot: chat.data?.bot ?? '' })}
          </Anchor>{' '}
          {t('reach.telegram.or')} <Code>/start {link.data.code}</Code>
        </Text>
      )}
      {unlink.isError && <ProblemAlert error={unlink.error} />}
      {chat.data && (
        <Group>
          {linked ? (
            <Button variant="default" loading={unlink.isPending} onClick={() => unlink.mutate()}>
              {t('reach.telegram.unlink')}
            </Button>
          ) : (
            <Button onClick={() => setAsking(true)}>
              {t(link.data ? 'reach.telegram.again' : 'reach.telegram.link')}
            </Button>
          )}
        </Group>
      )}
      <Lazily when={asking}>
        <LinkChat
          opened={asking}
          pending={link.isPending}
          error={link.error}
          onClose={() => setAsking(false)}
          onConfirm={(password) => link.mutate(password)}
        />
      </Lazily>
    </Card>
  );
}
