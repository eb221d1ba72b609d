import { Alert, Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { until } from '../../api/following';
import type { Schemas } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Choice } from '../../ui/Choice';
import { CopyField } from '../../ui/CopyField';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { ownTimeZone, timeZones } from '../business/places';
import { tenantQuery } from './queries';

const templates = ['', 'hotel', 'clinic', 'real-estate', 'restaurant', 'coaching', 'generic'] as const;

type Created = Schemas['TenantCreated'];

/** A tenant with an owner; with a template it is ready at once. */
export default function CreateTenant(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('tenants');
  const [created, setCreated] = useState<Created>();
  const [was, setWas] = useState(props.opened);
  if (was !== props.opened) {
    setWas(props.opened);
    // Opened again, it is for another tenant, and the password of the last one is gone.
    if (props.opened) setCreated(undefined);
  }
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      // What is shown once must not vanish by a click beside it.
      closeOnClickOutside={!created}
      closeOnEscape={!created}
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': t('create.close') }}
    >
      {created ? (
        <Done created={created} onClose={props.onClose} />
      ) : (
        <CreateForm onCreated={setCreated} onCancel={props.onClose} />
      )}
    </Modal>
  );
}

function Done({ created, onClose }: { created: Created; onClose: () => void }) {
  const { t } = useTranslation('tenants');
  return (
    <Stack>
      <Alert color="green" role="status">
        {t('create.done', { id: created.tenant })}
      </Alert>
      {created.ownerPassword ? (
        <div>
          <Text size="sm" mb={4}>
            {t('create.password')}
          </Text>
          <CopyField label={t('create.password')} value={created.ownerPassword} />
        </div>
      ) : (
        <Alert color="gray">{t('create.known', { email: created.ownerEmail })}</Alert>
      )}
      <Group justify="flex-end">
        <Button onClick={onClose} data-autofocus>
          {t('create.close')}
        </Button>
      </Group>
    </Stack>
  );
}

function CreateForm(props: { onCreated: (created: Created) => void; onCancel: () => void }) {
  const { t } = useTranslation('tenants');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const [values, setValues] = useState({ name: '', country: 'IN', ownerEmail: '', ownerName: '' });
  const [template, setTemplate] = useState<(typeof templates)[number]>('');
  const [timeZone, setTimeZone] = useState(ownTimeZone());
  const create = useMutation({
    mutationFn: async () => {
      const created = await body(
        api.POST('/api/v1/manage/tenants', {
          body: {
            name: values.name.trim(),
            country: values.country.trim().toUpperCase(),
            timeZone,
            template: template || null,
            ownerEmail: values.ownerEmail.trim(),
            ownerName: values.ownerName.trim(),
          },
        }),
      );
      // The list knows it a moment later.
      const asked = { ...tenantQuery(created.tenant), retry: false };
      await until(() => queries.fetchQuery(asked).then(Boolean, () => false));
      return created;
    },
    onSuccess: async (created) => {
      props.onCreated(created);
      await queries.invalidateQueries({ queryKey: ['tenants'] });
    },
  });
  const refused = create.error ? asProblem(create.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    create.mutate();
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <ProblemAlert error={create.error} />
        {(['name', 'country', 'ownerName', 'ownerEmail'] as const).map((f) => (
          <TextInput
            key={f}
            label={t(`create.field.${f}`)}
            withAsterisk
            data-autofocus={f === 'name' || undefined}
            value={values[f]}
            onChange={(e) => setValues({ ...values, [f]: e.currentTarget.value })}
            error={refused[f]}
            autoComplete="off"
          />
        ))}
        <Choice
          label={t('create.timeZone')}
          data={timeZones(timeZone)}
          value={timeZone}
          onChange={(e) => setTimeZone(e.currentTarget.value)}
        />
        <Choice
          label={t('create.template')}
          data={templates.map((k) => ({ value: k, label: k === '' ? t('create.noTemplate') : t(`template.${k}`) }))}
          value={template}
          onChange={(e) => setTemplate(e.currentTarget.value as (typeof templates)[number])}
        />
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onCancel}>
            {common('common.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('create.do')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
