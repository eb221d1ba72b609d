import { Box, Button, Checkbox, Group, Paper, Skeleton, Stack, Switch, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { useFresh } from '../../api/fresh';
import { oneOf } from '../../api/model';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Table } from '../../ui/Table';
import table from '../../ui/Table.module.css';
import classes from './Notifications.module.css';
import { Reach } from './Reach';
import { categories, channels, preferencesQuery, type Choices, type Preferences } from './queries';

const NIGHT = { from: '22:00', to: '07:00' };

/** What one is told of, by which ways, and when. */
export function PreferencesPage() {
  const { t } = useTranslation('notifications');
  const preferences = useQuery(preferencesQuery);
  const fresh = useFresh(preferences);
  return (
    <Page title={t('preferences.title')} lead={t('preferences.lead')}>
      {preferences.isError && (
        <ProblemAlert error={preferences.error} onRetry={() => void preferences.refetch()} />
      )}
      {!fresh && !preferences.isError && <Skeleton h={320} radius="lg" />}
      {fresh && (
        <Stack gap="lg">
          <Form known={fresh} />
          <Reach />
        </Stack>
      )}
    </Page>
  );
}

const key = (type: string, channel: string) => `${type}/${channel}`;

function Form({ known }: { known: Preferences }) {
  const { t } = useTranslation('notifications');
  const client = useQueryClient();
  const [on, setOn] = useState(
    () => new Set(known.types.flatMap((type) => type.on.map((channel) => key(type.type, channel)))),
  );
  const [quiet, setQuiet] = useState(known.quiet ?? undefined);
  const [digest, setDigest] = useState(known.digest);
  const [digestAt, setDigestAt] = useState(known.digestAt);
  const save = useMutation({
    mutationFn: (choices: Choices) =>
      body(api.PUT('/api/v1/me/notification-preferences', { body: choices })),
    onSuccess: (kept) => client.setQueryData(preferencesQuery.queryKey, kept),
  });
  const choices = (): Choices => ({
    choices: known.types
      .filter((type) => !type.locked)
      .flatMap((type) =>
        known.channels.map((channel) => ({
          type: type.type,
          channel,
          enabled: on.has(key(type.type, channel)),
        })),
      ),
    quiet,
    digest,
    digestAt,
  });
  return (
    <form
      onChange={() => save.isPending || save.reset()}
      onSubmit={(e) => {
        e.preventDefault();
        save.mutate(choices());
      }}
    >
      <Stack gap="lg">
        <Matrix known={known} on={on} onChange={setOn} />
        <Paper withBorder radius="lg" p="md">
          <Title order={2} size="h5">
            {t('preferences.quiet')}
          </Title>
          <Switch
            mt="xs"
            label={t('preferences.quiet')}
            description={t('preferences.quietHint')}
            checked={quiet !== undefined}
            onChange={(e) => setQuiet(e.currentTarget.checked ? NIGHT : undefined)}
          />
          {quiet && (
            <Group mt="sm">
              <Clock label={t('preferences.from')} value={quiet.from} onChange={(from) => setQuiet({ ...quiet, from })} />
              <Clock label={t('preferences.to')} value={quiet.to} onChange={(to) => setQuiet({ ...quiet, to })} />
            </Group>
          )}
          <Switch
            mt="lg"
            label={t('preferences.digest')}
            description={t('preferences.digestHint')}
            checked={digest}
            onChange={(e) => setDigest(e.currentTarget.checked)}
          />
          {digest && (
            <Box mt="sm">
              <Clock label={t('preferences.digestAt')} value={digestAt} onChange={setDigestAt} />
            </Box>
          )}
          <Text size="xs" c="dimmed" mt="md">
            {t('preferences.zone', { zone: known.timeZone })}
          </Text>
        </Paper>
        {save.isError && <ProblemAlert error={save.error} />}
        <Group>
          <Button type="submit" loading={save.isPending}>
            {t('preferences.save')}
          </Button>
          <Text size="sm" role="status">
            {save.isSuccess && t('preferences.saved')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}

/** Names of what the server offers; one that this version does not know is shown as it is. */
function useChannelName() {
  const { t } = useTranslation('notifications');
  return (channel: string) => {
    const known = oneOf(channels, channel);
    return known ? t(`preferences.channel.${known}`) : channel;
  };
}

function Category({ name }: { name: string }) {
  const { t } = useTranslation('notifications');
  const known = oneOf(categories, name);
  return known ? t(`preferences.category.${known}`) : name;
}

function Clock(props: { label: string; value: string; onChange: (value: string) => void }) {
  return (
    <TextInput
      type="time"
      required
      label={props.label}
      className={classes.times}
      value={props.value}
      onChange={(e) => props.onChange(e.currentTarget.value)}
    />
  );
}

function Matrix(props: { known: Preferences; on: Set<string>; onChange: (on: Set<string>) => void }) {
  const { t } = useTranslation('notifications');
  const channelName = useChannelName();
  const { known, on } = props;
  const shown = [...new Set(known.types.map((type) => type.category))];
  const toggle = (box: string, checked: boolean) => {
    const next = new Set(on);
    if (checked) next.add(box);
    else next.delete(box);
    props.onChange(next);
  };
  return (
    <Paper withBorder radius="lg" className={table.card}>
      <Table verticalSpacing="xs" horizontalSpacing="md" className={classes.matrix}>
        <caption className={table.caption}>{t('preferences.caption')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('preferences.what')}</Table.Th>
            {known.channels.map((channel) => (
              <Table.Th key={channel}>{channelName(channel)}</Table.Th>
            ))}
          </Table.Tr>
        </Table.Thead>
        {shown.map((category) => (
          <Table.Tbody key={category}>
            <Table.Tr>
              <Table.Th colSpan={1 + known.channels.length} scope="rowgroup">
                <Category name={category} />
              </Table.Th>
            </Table.Tr>
            {known.types
              .filter((type) => type.category === category)
              .map((type) => (
                <Table.Tr key={type.type}>
                  <Table.Td>
                    {type.label}
                    {type.locked && (
                      <Text size="xs" c="dimmed">
                        {t('preferences.locked')}
                      </Text>
                    )}
                  </Table.Td>
                  {known.channels.map((channel) => (
                    <Fragment key={channel}>
                      <Table.Td>
                        <Checkbox
                          aria-label={t('preferences.box', {
                            what: type.label,
                            channel: channelName(channel),
                          })}
                          checked={on.has(key(type.type, channel))}
                          disabled={type.locked}
                          onChange={(e) => toggle(key(type.type, channel), e.currentTarget.checked)}
                        />
                      </Table.Td>
                    </Fragment>
                  ))}
                </Table.Tr>
              ))}
          </Table.Tbody>
        ))}
      </Table>
    </Paper>
  );
}
