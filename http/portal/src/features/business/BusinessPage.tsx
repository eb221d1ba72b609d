import { Button, Group, Paper, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem';
import { useMay } from '../../app/session';
import { Choice } from '../../ui/Choice';
import { Logo } from '../pictures/Logo';
import { CloseAccount } from './CloseAccount';
import { timeZones } from './places';
import { orNull, save, useSave, type Settings } from './settings';
import { SettingsForm, SettingsPage } from './SettingsForm';

const info = [
  'legalName',
  'street',
  'city',
  'state',
  'postalCode',
  'country',
  'gstin',
  'pan',
  'phone',
  'email',
  'website',
] as const;
type InfoField = (typeof info)[number];

export function BusinessPage() {
  const { t } = useTranslation('business');
  const owner = useMay('billing.manage');
  return (
    <SettingsPage title={t('business.title')} lead={t('business.lead')}>
      {(settings) => (
        <>
          <Logo />
          <BusinessForm settings={settings} />
          {owner && (
            <Paper withBorder radius="lg" p="md" mt="xl" maw={760}>
              <Title order={2} size="h4">
                {t('data.title')}
              </Title>
              <Text size="sm" c="dimmed" my="xs">
                {t('data.text')}
              </Text>
              <Group>
                <Button
                  component="a"
                  href="/api/v1/account/export"
                  variant="default"
                  leftSection={<IconDownload size={16} aria-hidden />}
                >
                  {t('data.export')}
                </Button>
                <CloseAccount id={settings.id} />
              </Group>
            </Paper>
          )}
        </>
      )}
    </SettingsPage>
  );
}

function BusinessForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('business');
  const saving = useSave(save.business);
  const [name, setName] = useState(settings.profile.name);
  const [industry, setIndustry] = useState(settings.profile.industry);
  const [timeZone, setTimeZone] = useState(settings.profile.timeZone);
  const [values, setValues] = useState<Record<InfoField, string>>(
    () => Object.fromEntries(info.map((f) => [f, settings.info[f] ?? ''])) as Record<InfoField, string>,
  );
  const refused = saving.error ? asProblem(saving.error).fields : {};
  const request = () => ({
    name,
    industry,
    timeZone,
    info: Object.fromEntries(info.map((f) => [f, orNull(values[f])])) as Settings['info'],
  });
  return (
    <SettingsForm saving={saving} values={request}>
      <SimpleGrid cols={{ base: 1, sm: 2 }}>
        <TextInput
          label={t('business.name')}
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          error={refused.name}
          withAsterisk
        />
        <TextInput
          label={t('business.industry')}
          value={industry}
          onChange={(e) => setIndustry(e.currentTarget.value)}
          error={refused.industry}
        />
        <Choice
          label={t('business.timeZone')}
          data={timeZones(timeZone)}
          value={timeZone}
          onChange={(e) => setTimeZone(e.currentTarget.value)}
          error={refused.timeZone}
        />
        {info.map((f) => (
          <TextInput
            key={f}
            label={t(`business.${f}`)}
            value={values[f]}
            onChange={(e) => setValues({ ...values, [f]: e.currentTarget.value })}
            error={refused[f]}
            autoComplete="off"
          />
        ))}
      </SimpleGrid>
    </SettingsForm>
  );
}
