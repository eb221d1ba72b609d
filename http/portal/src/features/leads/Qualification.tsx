import { Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { qualificationFields, type LeadDetail } from '../../api/model';
import { Facts } from '../../ui/Facts';

/** What is known of what a lead needs, and what is still to be asked. */
export function Qualification({ value }: { value: LeadDetail['qualification'] }) {
  const { t } = useTranslation();
  const total = qualificationFields.length;
  const known = qualificationFields.filter((f) => value[f]).length;
  return (
    <Stack gap="xs">
      <Group gap="xs">
        <Progress
          value={(known / total) * 100}
          size="sm"
          flex={1}
          aria-label={t('leads.qualification.title')}
        />
        <Text size="xs" c="dimmed">
          {t('leads.qualification.known', { known, total })}
        </Text>
      </Group>
      <Facts
        items={qualificationFields.map((f) => ({
          label: t(`leads.qualification.${f}`),
          value: value[f] ? (
            <span dir="auto">{value[f]}</span>
          ) : (
            <Text span size="sm" c="dimmed">
              {t('common.unknown')}
            </Text>
          ),
        }))}
      />
    </Stack>
  );
}
