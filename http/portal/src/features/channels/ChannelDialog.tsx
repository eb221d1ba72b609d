import { Button, Group, List, Modal, PasswordInput, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type ChangeEvent, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import type { ChangeChannel, Channel } from '../../api/model';
import { asProblem } from '../../api/problem';
import { channelsQuery } from '../../api/queries';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Confirm } from '../security/Confirm';
import { securityQuery } from '../security/queries';

export type Action = 'rename' | 'accessToken' | 'template' | 'secret' | 'pause' | 'disconnect';

interface Props {
  channel: Channel;
  onClose: () => void;
}

/** What is asked before a channel is changed. */
export default function ChannelDialog(props: Props & { action: Action | undefined }) {
  const { t } = useTranslation('channels');
  const { t: common } = useTranslation();
  const { channel, action, onClose } = props;
  // Kept while the dialog closes.
  const [shown, setShown] = useState(action);
  if (action && action !== shown) setShown(action);
  return (
    <Modal
      opened={action !== undefined}
      onClose={onClose}
      title={shown && t(`title.${shown}`, { name: channel.name })}
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      {shown === 'rename' && <Rename channel={channel} onClose={onClose} />}
      {(shown === 'accessToken' || shown === 'secret') && (
        <Replace key={shown} what={shown} channel={channel} onClose={onClose} />
      )}
      {shown === 'template' && <Template channel={channel} onClose={onClose} />}
      {shown === 'pause' && <Pause channel={channel} onClose={onClose} />}
      {shown === 'disconnect' && <Disconnect channel={channel} onClose={onClose} />}
    </Modal>
  );
}

/** Changes the channel, shows it anew and closes. */
function useChange<T>(run: (given: T) => Promise<unknown>, onClose: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: run,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
      onClose();
    },
  });
}

function put(id: string, change: ChangeChannel) {
  return body(api.PUT('/api/v1/channels/{id}', { params: { path: { id } }, body: change }));
}

function Rename({ channel, onClose }: Props) {
  const { t } = useTranslation('channels');
  const [name, setName] = useState(channel.name);
  const rename = useChange((to: string) => put(channel.id, { name: to }), onClose);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (name.trim()) rename.mutate(name.trim());
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <ProblemAlert error={rename.error} />
        <TextInput
          label={t('rename.name')}
          maxLength={100}
          autoComplete="off"
          data-autofocus
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          error={rename.error && asProblem(rename.error).fields.name}
        />
        <Buttons submit={t('rename.save')} pending={rename.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}

/** A token or secret is typed together with the proof of who does it. */
function Replace({ what, channel, onClose }: Props & { what: 'accessToken' | 'secret' }) {
  const { t } = useTranslation('channels');
  const [value, setValue] = useState('');
  const [checked, setChecked] = useState(false);
  const security = useQuery(securityQuery);
  const field = what === 'accessToken' ? 'accessToken' : 'appSecret';
  const replace = useChange(
    (password: string | null) => put(channel.id, { [field]: value.trim(), password }),
    onClose,
  );
  const refused = replace.error ? asProblem(replace.error).fields[field] : undefined;
  const lead =
    what === 'accessToken'
      ? t('accessToken.lead')
      : t(channel.kind === 'whatsapp' ? 'secret.whatsapp' : 'secret.web-form');
  return (
    <Confirm
      password={security.data?.password ?? true}
      submit={t('replace')}
      pending={replace.isPending}
      error={security.error ?? replace.error}
      onCancel={onClose}
      onConfirm={(given) => {
        setChecked(true);
        if (value.trim()) replace.mutate(given.password);
      }}
    >
      <Text size="sm">{lead}</Text>
      <PasswordInput
        label={t(`fresh.${what}`)}
        description={what === 'secret' && t('secret.hint')}
        autoComplete="off"
        data-autofocus
        withAsterisk
        value={value}
        onChange={(e) => setValue(e.currentTarget.value)}
        error={refused ?? (checked && !value.trim() && t('required'))}
      />
    </Confirm>
  );
}

/** People who have not written lately can only be sent a template that the provider approved. */
function Template({ channel, onClose }: Props) {
  const { t } = useTranslation('channels');
  const known = channel.replyTemplate;
  const [wanted, setWanted] = useState({
    account: known?.account ?? '',
    name: known?.name ?? '',
    language: known?.language ?? 'en',
  });
  const path = { params: { path: { id: channel.id } } };
  const use = useChange(
    () => body(api.PUT('/api/v1/channels/{id}/reply-template', { ...path, body: wanted })),
    onClose,
  );
  const drop = useChange(
    () => body(api.DELETE('/api/v1/channels/{id}/reply-template', path)),
    onClose,
  );
  const fields = use.error ? asProblem(use.error).fields : {};
  const input = (field: keyof typeof wanted) => ({
    label: t(`template.${field}`),
    description: t(`template.hint.${field}`),
    autoComplete: 'off',
    withAsterisk: true,
    value: wanted[field],
    error: fields[field],
    onChange: (e: ChangeEvent<HTMLInputElement>) => {
      const value = e.currentTarget.value;
      setWanted((before) => ({ ...before, [field]: value }));
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    use.mutate(undefined);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <Text size="sm">{t('template.lead')}</Text>
        <ProblemAlert error={use.error ?? drop.error} />
        <TextInput data-autofocus maxLength={64} {...input('account')} />
        <TextInput maxLength={512} {...input('name')} />
        <TextInput maxLength={16} {...input('language')} />
        {known && (
          <Button
            variant="subtle"
            color="red"
            size="compact-sm"
            style={{ alignSelf: 'flex-start' }}
            loading={drop.isPending}
            onClick={() => drop.mutate(undefined)}
          >
            {t('template.remove')}
          </Button>
        )}
        <Buttons submit={t('template.submit')} pending={use.isPending} onClose={onClose} />
      </Stack>
    </form>
  );
}

function Pause({ channel, onClose }: Props) {
  const { t } = useTranslation('channels');
  const id = channel.id;
  const pause = useChange(
    () => body(api.POST('/api/v1/channels/{id}/pause', { params: { path: { id } } })),
    onClose,
  );
  return (
    <Stack>
      <Text size="sm">{t('pause.text')}</Text>
      <ProblemAlert error={pause.error} />
      <Buttons
        submit={t('pause.submit')}
        pending={pause.isPending}
        onClose={onClose}
        onSubmit={() => pause.mutate(undefined)}
      />
    </Stack>
  );
}

function Disconnect({ channel, onClose }: Props) {
  const { t } = useTranslation('channels');
  const id = channel.id;
  const disconnect = useChange(
    () => done(api.DELETE('/api/v1/channels/{id}', { params: { path: { id } } })),
    onClose,
  );
  return (
    <Stack>
      <List size="sm" spacing="xs">
        <List.Item>{t('disconnect.stops')}</List.Item>
        <List.Item>{t('disconnect.stays')}</List.Item>
        {channel.kind === 'whatsapp' && <List.Item>{t('disconnect.number')}</List.Item>}
        <List.Item>{t('disconnect.undo')}</List.Item>
      </List>
      <ProblemAlert error={disconnect.error} />
      <Buttons
        submit={t('disconnect.submit')}
        colour="red"
        pending={disconnect.isPending}
        onClose={onClose}
        onSubmit={() => disconnect.mutate(undefined)}
      />
    </Stack>
  );
}

function Buttons(props: {
  submit: string;
  colour?: string;
  pending: boolean;
  onClose: () => void;
  /** Absent within a form. */
  onSubmit?: () => void;
}) {
  const { t } = useTranslation('channels');
  return (
    <Group justify="flex-end">
      <Button variant="default" onClick={props.onClose}>
        {t('cancel')}
      </Button>
      <Button
        type={props.onSubmit ? 'button' : 'submit'}
        color={props.colour}
        loading={props.pending}
        onClick={props.onSubmit}
      >
        {props.submit}
      </Button>
    </Group>
  );
}
