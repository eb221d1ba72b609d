import { Group, Switch, Text, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem';
import { save, useSave, type Settings } from './settings';
import { SettingsForm, SettingsPage } from './SettingsForm';

const events = ['newLead', 'hotLead', 'escalation', 'dailyDigest'] as const;
const NIGHT = { from: '22:00', to: '07:00' };

/** What the team is told of as long as nobody chooses for themselves. */
export function TeamNoticesPage() {
  const { t } = useTranslation('business');
  return (
    <SettingsPage title={t('notices.title')} lead={t('notices.lead')}>
      {(settings) => <TeamNoticesForm settings={settings} />}
    </SettingsPage>
  );
}

function TeamNoticesForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('business');
  const saving = useSave(save.notifications);
  const known = settings.notifications;
  const [on, setOn] = useState(known);
  const [quiet, setQuiet] = useState(
    known.quietFrom && known.quietTo
      ? { from: known.quietFrom.slice(0, 5), to: known.quietTo.slice(0, 5) }
      : undefined,
  );
  const refused = saving.error ? asProblem(saving.error).fields : {};
  return (
    <SettingsForm
      saving={saving}
      values={() => ({
        notifications: { ...on, quietFrom: quiet?.from ?? null, quietTo: quiet?.to ?? null },
      })}
    >
      {events.map((name) => (
        <Switch
          key={name}
          label={t(`notices.${name}`)}
          checked={on[name]}
          onChange={(e) => setOn({ ...on, [name]: e.currentTarget.checked })}
        />
      ))}
      <Switch
        label={t('notices.quiet')}
        description={t('notices.quietHint')}
        checked={quiet !== undefined}
        onChange={(e) => setQuiet(e.currentTarget.checked ? NIGHT : undefined)}
      />
      {quiet && (
        <Group>
          <TextInput
            type="time"
            label={t('notices.from')}
            value={quiet.from}
            onChange={(e) => setQuiet({ ...quiet, from: e.currentTarget.value })}
            error={refused['notifications.quietFrom']}
          />
          <TextInput
            type="time"
            label={t('notices.to')}
            value={quiet.to}
            onChange={(e) => setQuiet({ ...quiet, to: e.currentTarget.value })}
            error={refused['notifications.quietTo']}
          />
        </Group>
      )}
      <Text size="xs" c="dimmed">
        {t('notices.own')}
      </Text>
    </SettingsForm>
  );
}
