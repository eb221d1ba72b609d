import { Alert, Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { asProblem } from '../../api/problem';
import { Choice } from '../../ui/Choice';
import { CopyField } from '../../ui/CopyField';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { ownTimeZone, timeZones } from '../business/places';

const templates = ['', 'hotel', 'clinic', 'real-estate', 'restaurant', 'coaching', 'generic'] as const;

/** A tenant with an owner; with a template it is ready at once. */
export default function CreateTenant(props: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation('tenants');
  const queries = useQueryClient();
  const [values, setValues] = useState({ name: '', country: 'IN', ownerEmail: '', ownerName: '' });
  const [template, setTemplate] = useState<(typeof templates)[number]>('');
  const [timeZone, setTimeZone] = useState(ownTimeZone());
  const create = useMutation({
    mutationFn: () =>
      body(
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
      ),
    onSuccess: () => queries.invalidateQueries({ queryKey: ['tenants'] }),
  });
  const refused = create.error ? asProblem(create.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    create.mutate();
  };
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('create.title')}
      closeButtonProps={{ 'aria-label': t('create.close') }}
    >
      {create.data ? (
        <Stack>
          <Alert color="green">{t('create.done', { id: create.data.tenant })}</Alert>
          {create.data.ownerPassword ? (
            <CopyField label={t('create.password')} value={create.data.ownerPassword} />
          ) : (
            <Alert color="gray">{t('create.known', { email: create.data.ownerEmail })}</Alert>
          )}
          <Group justify="flex-end">
            <Button onClick={props.onClose}>{t('create.close')}</Button>
          </Group>
        </Stack>
      ) : (
        <form onSubmit={submit} noValidate>
          <Stack gap="sm">
            <ProblemAlert error={create.error} />
            {(['name', 'country', 'ownerName', 'ownerEmail'] as const).map((f) => (
              <TextInput
                key={f}
                label={t(`create.field.${f}`)}
                withAsterisk
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
              <Button type="submit" loading={create.isPending}>
                {t('create.do')}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}
