import { Alert, Button, Group, Skeleton, Stack } from '@mantine/core';
import { useQuery, type UseMutationResult } from '@tanstack/react-query';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFresh } from '../../api/fresh';
import { useMay } from '../../app/session';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { settingsQuery, type Settings } from './settings';

/** A settings page: loads everything, and shows its form once that is there. */
export function SettingsPage(props: {
  title: string;
  lead: string;
  children: (settings: Settings) => ReactNode;
}) {
  const settings = useQuery(settingsQuery);
  const fresh = useFresh(settings);
  return (
    <Page title={props.title} lead={props.lead}>
      {settings.isError && (
        <ProblemAlert error={settings.error} onRetry={() => void settings.refetch()} />
      )}
      {!fresh && !settings.isError && <Skeleton h={320} radius="lg" />}
      {fresh && props.children(fresh)}
    </Page>
  );
}

/** Fields with what saving needs below them; read-only for who may not change them. */
export function SettingsForm<T>(props: {
  saving: UseMutationResult<Settings, Error, T>;
  values: () => T;
  writable?: boolean;
  children: ReactNode;
}) {
  const { t } = useTranslation('business');
  const own = useMay('settings.manage');
  const { saving, writable = own } = props;
  const submit = (e: FormEvent) => {
    e.preventDefault();
    saving.mutate(props.values());
  };
  return (
    <form onSubmit={submit} onChange={() => saving.isSuccess && saving.reset()} noValidate>
      <Stack gap="md" maw={760}>
        <fieldset disabled={!writable} style={{ border: 0, margin: 0, padding: 0, minInlineSize: 0 }}>
          <Stack gap="md">{props.children}</Stack>
        </fieldset>
        <ProblemAlert error={saving.error} />
        {writable ? (
          <Group>
            <Button type="submit" loading={saving.isPending}>
              {t('save')}
            </Button>
            <span role="status">{saving.isSuccess && t('saved')}</span>
          </Group>
        ) : (
          <Alert color="gray">{t('readOnly')}</Alert>
        )}
      </Stack>
    </form>
  );
}
