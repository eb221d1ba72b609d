import { ActionIcon, Button, Group, Text, TextInput } from '@mantine/core';
import { IconPlus, IconTrash } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem';
import { orNull, save, useSave, type Settings } from './settings';
import { SettingsForm, SettingsPage } from './SettingsForm';

interface Row {
  name: string;
  website: string;
}

export function CompetitorsPage() {
  const { t } = useTranslation('business');
  return (
    <SettingsPage title={t('competitors.title')} lead={t('competitors.lead')}>
      {(settings) => <CompetitorsForm settings={settings} />}
    </SettingsPage>
  );
}

function CompetitorsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('business');
  const saving = useSave(save.competitors);
  const [rows, setRows] = useState<Row[]>(
    settings.competitors.map((c) => ({ name: c.name, website: c.website ?? '' })),
  );
  const refused = saving.error ? asProblem(saving.error).fields.competitors : undefined;
  const change = (row: Row, with_: Partial<Row>) =>
    setRows(rows.map((r) => (r === row ? { ...r, ...with_ } : r)));
  const request = () => ({
    competitors: rows
      .filter((r) => r.name.trim() !== '')
      .map((r) => ({ name: r.name.trim(), website: orNull(r.website) })),
  });
  return (
    <SettingsForm saving={saving} values={request}>
      {rows.length === 0 && <Text c="dimmed">{t('competitors.none')}</Text>}
      {rows.map((row, i) => (
        <Group key={i} align="flex-end" gap="xs">
          <TextInput
            label={t('competitors.name')}
            value={row.name}
            onChange={(e) => change(row, { name: e.currentTarget.value })}
          />
          <TextInput
            label={t('competitors.website')}
            placeholder="https://example.com"
            value={row.website}
            onChange={(e) => change(row, { website: e.currentTarget.value })}
          />
          <ActionIcon
            variant="subtle"
            color="gray"
            mb={4}
            aria-label={t('competitors.remove', { name: row.name })}
            onClick={() => setRows(rows.filter((r) => r !== row))}
          >
            <IconTrash size={16} aria-hidden />
          </ActionIcon>
        </Group>
      ))}
      {refused && (
        <Text c="red" role="alert">
          {refused}
        </Text>
      )}
      <Group>
        <Button
          variant="default"
          leftSection={<IconPlus size={16} aria-hidden />}
          disabled={rows.length >= 20}
          onClick={() => setRows([...rows, { name: '', website: '' }])}
        >
          {t('competitors.add')}
        </Button>
      </Group>
    </SettingsForm>
  );
}
