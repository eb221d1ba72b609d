import { Paper, Progress, SimpleGrid, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import type { Credits } from './queries';

/** What there is to spend now, of the month, and for good. */
export function Balance(props: { credits: Credits }) {
  const { t } = useTranslation('credits');
  const format = useFormat();
  const { credits } = props;
  const used = Math.max(0, credits.allowance - credits.monthly);
  const share = credits.allowance > 0 ? (used / credits.allowance) * 100 : 100;
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} mb="lg">
      <Paper withBorder radius="lg" p="md">
        <Text size="sm" c="dimmed">
          {t('available')}
        </Text>
        <Text fz={30} fw={700} data-testid="available">
          {format.number(credits.available)}
        </Text>
        <Text size="xs" c="dimmed">
          {t('held', { count: credits.held, held: format.number(credits.held) })}
        </Text>
      </Paper>
      <Paper withBorder radius="lg" p="md">
        <Text size="sm" c="dimmed">
          {t('allowance')}
        </Text>
        <Text fw={600} my={6}>
          {t('used', {
            used: format.number(used),
            allowance: format.number(credits.allowance),
          })}
        </Text>
        <Progress
          value={share}
          color={share >= 100 ? 'red' : share >= 80 ? 'orange' : undefined}
          aria-label={t('allowance')}
        />
        {credits.period && (
          <Text size="xs" c="dimmed" mt={6}>
            {t('renews', { day: format.day(credits.period.end) })}
          </Text>
        )}
      </Paper>
      <Paper withBorder radius="lg" p="md">
        <Text size="sm" c="dimmed">
          {t('kept')}
        </Text>
        <Text fz={30} fw={700}>
          {format.number(credits.kept)}
        </Text>
        <Text size="xs" c="dimmed">
          {t('keptHint')}
        </Text>
      </Paper>
    </SimpleGrid>
  );
}
