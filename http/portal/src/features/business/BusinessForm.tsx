import { SimpleGrid, TextInput } from '@mantine/core';
import type { UseMutationResult } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem';
import { Choice } from '../../ui/Choice';
import { timeZones } from './places';
import { orNull, type save, type Settings } from './settings';
import { SettingsForm } from './SettingsForm';

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

interface Props {
  settings: Settings;
  saving: UseMutationResult<Settings, Error, Parameters<typeof save.business>[0]>;
  /** Whether this person may change it; as their role in the business says where it is not told. */
  writable?: boolean;
}

/** Name, industry, time zone and legal data of a business. */
export function BusinessForm({ settings, saving, writable }: Props) {
  const { t } = useTranslation('business');
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
    <SettingsForm saving={saving} values={request} writable={writable}>
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
