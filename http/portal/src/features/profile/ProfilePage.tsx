import { Alert, Button, Group, Paper, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { asProblem } from '../../api/problem';
import { meQuery, useMe } from '../../app/session';
import { Choice } from '../../ui/Choice';
import { Page } from '../../ui/Page';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { timeZones } from '../business/places';
import { PictureField } from '../pictures/PictureField';
import { ChangePassword } from './ChangePassword';

const colours = ['gray', 'red', 'pink', 'grape', 'violet', 'indigo', 'blue', 'cyan', 'teal', 'green', 'lime', 'yellow', 'orange'];

/** Name, language, time zone and password of the person signed in. */
export function ProfilePage() {
  const { t } = useTranslation('profile');
  const queries = useQueryClient();
  const me = useMe();
  const [name, setName] = useState(me.name);
  const [timeZone, setTimeZone] = useState(me.timeZone);
  const [avatar, setAvatar] = useState(me.avatar);

  const save = useMutation({
    mutationFn: () =>
      body(
        api.PATCH('/api/v1/me', {
          body: { name: name.trim(), language: me.language, timeZone, avatar },
        }),
      ),
    onSuccess: (changed) => queries.setQueryData(meQuery.queryKey, changed),
  });
  const wrong = save.error ? asProblem(save.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (name.trim()) save.mutate();
  };

  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack maw={560}>
        <Paper withBorder p="lg" radius="lg">
          <form onSubmit={submit} onChange={() => save.isSuccess && save.reset()} noValidate>
            <Stack>
              <ProblemAlert error={save.error} />
              {save.isSuccess && (
                <Alert color="green" role="status">
                  {t('saved')}
                </Alert>
              )}
              <PictureField path="/api/v1/me/picture" has={Boolean(me.picture)}>
                <PersonAvatar name={name} picture={me.picture} size={48} color={avatar || undefined} />
              </PictureField>
              {!me.picture && (
                <Choice
                  label={t('colour')}
                  value={avatar}
                  onChange={(e) => setAvatar(e.currentTarget.value)}
                  data={[{ value: '', label: t('auto') }, ...colours]}
                />
              )}
              <TextInput
                label={t('name')}
                autoComplete="name"
                maxLength={100}
                value={name}
                onChange={(e) => setName(e.currentTarget.value)}
                error={(!name.trim() && t('nameMissing')) || wrong.name}
              />
              <TextInput label={t('email')} value={me.email} readOnly dir="ltr" />
              <Choice
                label={t('language')}
                defaultValue={me.language}
                data={[{ value: 'en', label: t('languages.en') }]}
              />
              <Choice
                label={t('timeZone')}
                value={timeZone}
                onChange={(e) => setTimeZone(e.currentTarget.value)}
                data={[
                  { value: '', label: me.tenant ? t('zoneOfBusiness', { zone: me.tenant.timeZone }) : t('zoneOfBrowser') },
                  ...timeZones(timeZone).filter((zone) => zone !== ''),
                ]}
                error={wrong.timeZone}
              />
              <Group justify="flex-end">
                <Button type="submit" loading={save.isPending}>
                  {t('save')}
                </Button>
              </Group>
            </Stack>
          </form>
        </Paper>
        <ChangePassword />
      </Stack>
    </Page>
  );
}
