import { ActionIcon, Button, Group, Paper, Stack, Text, TextInput, Title } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem';
import { useFormat } from '../../app/format';
import { save, useSave, type Settings } from './settings';
import { SettingsForm, SettingsPage } from './SettingsForm';

const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'] as const;
type Span = Settings['hours']['week'][number];
type Holiday = Settings['hours']['holidays'][number];

/** The server writes seconds where a time field has none. */
const minutes = (time: string) => time.slice(0, 5);

export function HoursPage() {
  const { t } = useTranslation('business');
  return (
    <SettingsPage title={t('hours.title')} lead={t('hours.lead')}>
      {(settings) => <HoursForm settings={settings} />}
    </SettingsPage>
  );
}

function HoursForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('business');
  const format = useFormat();
  const saving = useSave(save.hours);
  const [week, setWeek] = useState<Span[]>(settings.hours.week);
  const [holidays, setHolidays] = useState<Holiday[]>(settings.hours.holidays);
  const refused = saving.error ? asProblem(saving.error).fields : {};
  const change = (old: Span, with_: Partial<Span>) =>
    setWeek(week.map((s) => (s === old ? { ...s, ...with_ } : s)));
  return (
    <SettingsForm saving={saving} values={() => ({ week, holidays })}>
      <Text size="sm" c="dimmed">
        {t('hours.zone', { zone: settings.profile.timeZone })}
      </Text>
      <Stack gap="xs">
        {days.map((day) => {
          const spans = week.filter((s) => s.day === day);
          return (
            <Paper key={day} withBorder radius="md" p="sm" role="group" aria-label={t(`days.${day}`)}>
              <Group justify="space-between" align="flex-start" gap="sm">
                <Text fw={600} w={110}>
                  {t(`days.${day}`)}
                </Text>
                <Stack gap="xs" flex={1}>
                  {spans.length === 0 && <Text c="dimmed">{t('hours.closed')}</Text>}
                  {spans.map((span, i) => (
                    <Group key={i} gap="xs" wrap="nowrap">
                      <TextInput
                        type="time"
                        aria-label={t('hours.from')}
                        value={minutes(span.from)}
                        onChange={(e) => change(span, { from: e.currentTarget.value })}
                      />
                      <span aria-hidden>–</span>
                      <TextInput
                        type="time"
                        aria-label={t('hours.to')}
                        value={minutes(span.to)}
                        onChange={(e) => change(span, { to: e.currentTarget.value })}
                      />
                      <ActionIcon
                        variant="subtle"
                        color="gray"
                        aria-label={t('hours.remove')}
                        onClick={() => setWeek(week.filter((s) => s !== span))}
                      >
                        <IconTrash size={16} aria-hidden />
                      </ActionIcon>
                    </Group>
                  ))}
                </Stack>
                <Button
                  variant="subtle"
                  size="compact-sm"
                  leftSection={<IconPlus size={14} aria-hidden />}
                  onClick={() => setWeek([...week, { day, from: '09:00', to: '18:00' }])}
                >
                  {t('hours.add')}
                </Button>
              </Group>
            </Paper>
          );
        })}
      </Stack>
      {refused.week && <Text c="red">{refused.week}</Text>}
      <Title order={2} size="h4">
        {t('hours.holidays')}
      </Title>
      {holidays.map((h, i) => (
        <Group key={i} gap="xs" align="flex-end">
          <TextInput
            type="date"
            label={t('hours.date')}
            value={h.date}
            onChange={(e) =>
              setHolidays(holidays.map((o) => (o === h ? { ...h, date: e.currentTarget.value } : o)))
            }
          />
          <TextInput
            label={t('hours.name')}
            value={h.name}
            onChange={(e) =>
              setHolidays(holidays.map((o) => (o === h ? { ...h, name: e.currentTarget.value } : o)))
            }
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={4}
            aria-label={t('hours.removeHoliday', { name: h.name })}
            onClick={() => setHolidays(holidays.filter((o) => o !== h))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {refused.holidays && <Text c="red">{refused.holidays}</Text>}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          onClick={() =>
            setHolidays([...holidays, { date: format.dayKey(Date.now()), name: '' }])
          }
        >
          {t('hours.addHoliday')}
        </Button>
      </Group>
    </SettingsForm>
  );
}
