import { Button, Group, Paper, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useMoney } from '../plans/money';
import { offersQuery, type PlanOffer } from './plans';

/** The plans side by side; a paid one is paid for right after. */
export function PlanStep(props: { busy: boolean; onChoose: (plan: string) => void }) {
  const offers = useQuery(offersQuery);
  return (
    <Stack>
      <ProblemAlert error={offers.error} onRetry={() => void offers.refetch()} />
      {offers.isPending && <Skeleton h={200} radius="md" />}
      {offers.data?.map((offer) => (
        <Offer key={offer.plan} offer={offer} {...props} />
      ))}
    </Stack>
  );
}

function Offer(props: { offer: PlanOffer; busy: boolean; onChoose: (plan: string) => void }) {
  const { t } = useTranslation('signUp');
  const format = useFormat();
  const money = useMoney();
  const { offer, busy, onChoose } = props;
  const { minor } = offer.price;
  return (
    <Paper withBorder radius="md" p="md" data-testid="plan">
      <Group justify="space-between" wrap="nowrap">
        <div>
          <Text fw={650}>{offer.name}</Text>
          <Text size="sm" c="dimmed">
            {minor === 0 ? t('plan.free') : t('plan.price', { price: money(offer.price) })}
          </Text>
          {offer.limits.creditsPerMonth > 0 && (
            <Text size="sm" c="dimmed">
              {t('plan.holds', {
                credits: format.number(offer.limits.creditsPerMonth),
                seats: offer.limits.seats,
                channels: offer.limits.channels,
              })}
            </Text>
          )}
        </div>
        <Button
          variant={minor === 0 ? 'filled' : 'default'}
          disabled={busy}
          aria-label={t('plan.chooseNamed', { name: offer.name })}
          onClick={() => onChoose(offer.plan)}
        >
          {t('plan.choose')}
        </Button>
      </Group>
    </Paper>
  );
}
