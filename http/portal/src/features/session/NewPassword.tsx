import { PasswordInput, Progress, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { strength, type Level } from './strength';

const shown: Record<Level, { value: number; color: string }> = {
  none: { value: 0, color: 'gray' },
  short: { value: 15, color: 'red' },
  weak: { value: 35, color: 'orange' },
  fair: { value: 70, color: 'yellow' },
  good: { value: 100, color: 'green' },
};

interface Props {
  label: string;
  value: string;
  onChange: (value: string) => void;
  error?: string;
}

/** A field for a password to be chosen, with a first impression of its strength. */
export function NewPassword({ label, value, onChange, error }: Props) {
  const { t } = useTranslation('session');
  const hint = useId();
  const level = strength(value);
  return (
    <Stack gap={6}>
      <PasswordInput
        label={label}
        name="new-password"
        autoComplete="new-password"
        value={value}
        onChange={(e) => onChange(e.currentTarget.value)}
        error={error}
        aria-describedby={hint}
        visibilityToggleButtonProps={{ 'aria-label': t('password.show'), tabIndex: 0 }}
      />
      <Progress
        size="sm"
        value={shown[level].value}
        color={shown[level].color}
        aria-label={t('password.strength', { level: t(`password.level.${level}`) })}
      />
      <Text id={hint} size="xs" c="dimmed" aria-live="polite">
        {t('password.strength', { level: t(`password.level.${level}`) })}. {t('password.hint')}
      </Text>
    </Stack>
  );
}
