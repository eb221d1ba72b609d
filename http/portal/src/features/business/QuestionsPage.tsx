import { Group, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { qualificationFields } from '../../api/model';
import { asProblem } from '../../api/problem';
import { useLabel } from '../../ui/label';
import { lines, save, useSave, type Settings } from './settings';
import { SettingsForm, SettingsPage } from './SettingsForm';

type Field = (typeof qualificationFields)[number];

export function QuestionsPage() {
  const { t } = useTranslation('business');
  return (
    <SettingsPage title={t('questions.title')} lead={t('questions.lead')}>
      {(settings) => <QuestionsForm settings={settings} />}
    </SettingsPage>
  );
}

/** One question for each thing worth knowing of a lead; what is left empty is not asked. */
function QuestionsForm({ settings }: { settings: Settings }) {
  const { t } = useTranslation('business');
  const label = useLabel();
  const saving = useSave(save.questions);
  const asked = settings.profile.questions;
  const order = [
    ...asked.map((q) => q.field as Field),
    ...qualificationFields.filter((f) => !asked.some((q) => q.field === f)),
  ];
  const [texts, setTexts] = useState<Partial<Record<Field, string>>>(() =>
    Object.fromEntries(asked.map((q) => [q.field, q.text])),
  );
  const [hotLead, setHotLead] = useState(settings.triggers.hotLead.join('\n'));
  const [escalation, setEscalation] = useState(settings.triggers.escalation.join('\n'));
  const refused = saving.error ? asProblem(saving.error).fields : {};
  const request = () => ({
    questions: order
      .map((field) => ({ field, text: (texts[field] ?? '').trim() }))
      .filter((q) => q.text !== ''),
    triggers: { hotLead: lines(hotLead), escalation: lines(escalation) },
  });
  return (
    <SettingsForm saving={saving} values={request}>
      {order.map((field) => (
        <TextInput
          key={field}
          label={label('leads.qualification', field)}
          value={texts[field] ?? ''}
          placeholder={t('questions.notAsked')}
          onChange={(e) => setTexts({ ...texts, [field]: e.currentTarget.value })}
        />
      ))}
      {refused.questions && <span role="alert">{refused.questions}</span>}
      <Group grow align="flex-start">
        <Textarea
          label={t('questions.hotLead')}
          description={t('questions.hotLeadHint')}
          autosize
          minRows={4}
          value={hotLead}
          onChange={(e) => setHotLead(e.currentTarget.value)}
          error={refused.hotLead}
        />
        <Textarea
          label={t('questions.escalation')}
          description={t('questions.escalationHint')}
          autosize
          minRows={4}
          value={escalation}
          onChange={(e) => setEscalation(e.currentTarget.value)}
          error={refused.escalation}
        />
      </Group>
    </SettingsForm>
  );
}
