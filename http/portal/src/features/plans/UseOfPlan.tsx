import { Group, Paper, Progress, SimpleGrid, Text, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/model';
import { useFormat } from '../../app/format';
import { Facts } from '../../ui/Facts';

/** What a plan allows, and how much of it is in use. */
export function UseOfPlan({ use }: { use: Schemas['PlanUse'] }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const { entitlements } = use;
  const { limits } = entitlements;
  return (
    <Paper withBorder radius="lg" p="lg" component="section" aria-labelledby="use-of-plan">
      <Group justify="space-between" mb="md">
        <Title order={2} size="h4" id="use-of-plan">
          {entitlements.name}
        </Title>
        <Text size="sm" c="dimmed">
          {t('use.version', { version: entitlements.version })}
        </Text>
      </Group>
      <SimpleGrid cols={{ base: 1, sm: 3 }} mb="md">
        {(['channels', 'seats', 'contacts'] as const).map((name) => (
          <Used key={name} label={t(`limit.${name}`)} used={use[name]} most={limits[name]} />
        ))}
      </SimpleGrid>
      <Facts
        items={[
          { label: t('limit.creditsPerMonth'), value: format.number(limits.creditsPerMonth) },
          { label: t('limit.tokensPerMonth'), value: format.number(limits.tokensPerMonth) },
          { label: t('limit.agents'), value: entitlements.features.join(', ') },
          { label: t('use.overage'), value: entitlements.overage ? t('overage') : t('noOverage') },
        ]}
      />
    </Paper>
  );
}

function Used(props: { label: string; used: number; most: number }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const share = props.most > 0 ? (props.used / props.most) * 100 : 100;
  return (
    <div>
      <Text size="sm" fw={600}>
        {props.label}
      </Text>
      <Text size="sm" c="dimmed" mb={6}>
        {t('use.used', { used: format.number(props.used), most: format.number(props.most) })}
      </Text>
      <Progress
        value={Math.min(100, share)}
        color={share >= 100 ? 'red' : share >= 80 ? 'orange' : undefined}
        aria-label={props.label}
      />
    </div>
  );
}
