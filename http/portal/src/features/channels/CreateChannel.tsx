import {
  Button,
  Group,
  Modal,
  PasswordInput,
  SegmentedControl,
  Stack,
  Text,
  TextInput,
} from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { Channel, CreateChannel as Request } from '../../api/model';
import { asProblem } from '../../api/problem';
import { channelsQuery } from '../../api/queries';
import { CopyField } from '../../ui/CopyField';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { webhookUrl } from './webhookUrl';

/** Payments reach the platform, never a tenant. */
type Kind = Exclude<Request['kind'], 'razorpay' | 'email'>;
type Field = 'name' | 'phoneNumberId' | 'appSecret' | 'verifyToken' | 'accessToken';
type Values = Record<Field, string>;

const empty: Values = { name: '', phoneNumberId: '', appSecret: '', verifyToken: '', accessToken: '' };

const fieldsOf: Record<Kind, readonly Field[]> = {
  whatsapp: ['name', 'phoneNumberId', 'appSecret', 'verifyToken', 'accessToken'],
  'web-form': ['name', 'appSecret'],
};

export default function CreateChannel(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [created, setCreated] = useState<Channel>();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={created ? t('channels.created.title') : t('channels.create.title')}
      closeButtonProps={{ 'aria-label': t('common.close') }}
      onExitTransitionEnd={() => setCreated(undefined)}
    >
      {created ? (
        <Created channel={created} onDone={props.onClose} />
      ) : (
        <CreateForm onCreated={setCreated} onCancel={props.onClose} />
      )}
    </Modal>
  );
}

function CreateForm(props: { onCreated: (channel: Channel) => void; onCancel: () => void }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [kind, setKind] = useState<Kind>('whatsapp');
  const [replies, setReplies] = useState<Request['replies']>('ai');
  const [values, setValues] = useState<Values>(empty);
  const [checked, setChecked] = useState(false);
  const fields = fieldsOf[kind];

  const create = useMutation({
    mutationFn: () => {
      const wanted = Object.fromEntries(fields.map((f) => [f, values[f].trim()]));
      return body(
        api.POST('/api/v1/channels', {
          body: { ...wanted, kind, replies, name: values.name.trim() },
        }),
      );
    },
    onSuccess: async (channel) => {
      await queries.invalidateQueries({ queryKey: channelsQuery.queryKey });
      props.onCreated(channel);
    },
  });

  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (fields.every((f) => values[f].trim())) create.mutate();
  };

  const refused = create.error ? asProblem(create.error).fields : {};
  const input = (field: Field) => ({
    value: values[field],
    onChange: (e: { currentTarget: { value: string } }) =>
      setValues({ ...values, [field]: e.currentTarget.value }),
    error: refused[field] || (checked && !values[field].trim() && t('channels.create.required')),
    withAsterisk: true,
    autoComplete: 'off',
  });
  // A form's secret is the website's own, not Meta's.
  const secret = kind === 'whatsapp' ? 'appSecret' : 'secret';

  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <SegmentedControl
          fullWidth
          aria-label={t('channels.create.kind')}
          value={kind}
          onChange={(v) => setKind(v)}
          data={(['whatsapp', 'web-form'] as const).map((k) => ({
            value: k,
            label: t(`channels.kind.${k}`),
          }))}
        />
        <TextInput
          label={t('channels.create.name')}
          description={t('channels.create.nameHint')}
          data-autofocus
          {...input('name')}
        />
        {fields.includes('phoneNumberId') && (
          <TextInput
            label={t('channels.create.phoneNumberId')}
            description={t('channels.create.phoneNumberIdHint')}
            inputMode="numeric"
            {...input('phoneNumberId')}
          />
        )}
        <PasswordInput
          label={t(`channels.create.${secret}`)}
          description={t(`channels.create.${secret}Hint`)}
          {...input('appSecret')}
          autoComplete="new-password"
        />
        {fields.includes('verifyToken') && (
          <TextInput
            label={t('channels.create.verifyToken')}
            description={t('channels.create.verifyTokenHint')}
            {...input('verifyToken')}
          />
        )}
        {fields.includes('accessToken') && (
          <PasswordInput
            label={t('channels.create.accessToken')}
            description={t('channels.create.accessTokenHint')}
            {...input('accessToken')}
            autoComplete="new-password"
          />
        )}
        <div>
          <Text size="sm" fw={500} mb={4} id="channel-replies">
            {t('channels.create.replies')}
          </Text>
          <SegmentedControl
            aria-labelledby="channel-replies"
            value={replies}
            onChange={(v) => setReplies(v)}
            data={(['ai', 'off'] as const).map((r) => ({
              value: r,
              label: t(`channels.replies.${r}`),
            }))}
          />
        </div>
        <ProblemAlert error={create.error} />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('channels.create.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Created(props: { channel: Channel; onDone: () => void }) {
  const { t } = useTranslation();
  return (
    <Stack>
      <Text size="sm">
        {t(`channels.created.${props.channel.kind as Kind}`, { header: 'X-Leadmetrics-Signature' })}
      </Text>
      <CopyField label={t('channels.webhook')} value={webhookUrl(props.channel.webhookPath)} />
      <Group justify="flex-end">
        <Button onClick={props.onDone}>{t('channels.created.done')}</Button>
      </Group>
    </Stack>
  );
}
