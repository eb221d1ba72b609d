import { Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/problem';
import { lines, save, useSave, type Settings } from './settings';
import { SettingsForm, SettingsPage } from './SettingsForm';

const parts = ['words', 'use', 'avoid', 'examples'] as const;

export function VoicePage() {
  const { t } = useTranslation('business');
  return (
    <SettingsPage title={t('voice.title')} lead={t('voice.lead')}>
      {(settings) => <VoiceForm settings={settings} />}
    </SettingsPage>
  );
}

export function VoiceForm({ settings, onSaved }: { settings: Settings; onSaved?: () => void }) {
  const { t } = useTranslation('business');
  const saving = useSave(async (b: Parameters<typeof save.voice>[0]) => {
    const saved = await save.voice(b);
    onSaved?.();
    return saved;
  });
  const [tone, setTone] = useState(settings.profile.tone);
  const [texts, setTexts] = useState(() =>
    Object.fromEntries(parts.map((p) => [p, settings.voice[p].join('\n')])) as Record<
      (typeof parts)[number],
      string
    >,
  );
  const refused = saving.error ? asProblem(saving.error).fields : {};
  const request = () => ({
    tone,
    voice: {
      words: lines(texts.words),
      use: lines(texts.use),
      avoid: lines(texts.avoid),
      examples: lines(texts.examples),
    },
  });
  return (
    <SettingsForm saving={saving} values={request}>
      <TextInput
        label={t('voice.tone')}
        description={t('voice.toneHint')}
        value={tone}
        onChange={(e) => setTone(e.currentTarget.value)}
        error={refused.tone}
      />
      {parts.map((p) => (
        <Textarea
          key={p}
          label={t(`voice.${p}`)}
          description={t(`voiceHint.${p}`)}
          autosize
          minRows={3}
          value={texts[p]}
          onChange={(e) => setTexts({ ...texts, [p]: e.currentTarget.value })}
          error={refused[p]}
        />
      ))}
    </SettingsForm>
  );
}
