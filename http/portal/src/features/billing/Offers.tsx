import { Button, Paper, SimpleGrid, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { useFormat } from '../../app/format';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Checkout } from './Checkout';
import { money } from './money';
import { PayNotice } from './PayNotice';
import { plansQuery, topUpsQuery, type PlanId } from './queries';
import { usePay } from './usePay';

/** Plans that are not subscribed to yet. */
export function Plans({ has }: { has: readonly PlanId[] }) {
  const { t, i18n } = useTranslation('billing');
  const plans = useQuery(plansQuery);
  const choices = (plans.data?.items ?? []).filter(
    (p) => p.price.minor > 0 && !has.includes(p.plan),
  );
  return (
    <section aria-labelledby="plans">
      <Title order={2} size="h4" mb="sm" id="plans">
        {has.length > 0 ? t('subscribe.another') : t('subscribe.title')}
      </Title>
      <ProblemAlert error={plans.error} onRetry={() => void plans.refetch()} />
      <SimpleGrid cols={{ base: 1, sm: 3 }}>
        {choices.map((p) => (
          <Paper key={p.plan} withBorder radius="lg" p="md">
            <Stack gap="xs">
              <Text fw={650}>{p.name}</Text>
              <Text size="sm" c="dimmed">
                {t('subscribe.price', { amount: money(p.price, i18n.language) })}
              </Text>
              <Checkout plan={p.plan} name={p.name} />
            </Stack>
          </Paper>
        ))}
      </SimpleGrid>
    </section>
  );
}

/** Credits in packs. */
export function TopUps() {
  const { t, i18n } = useTranslation('billing');
  const format = useFormat();
  const offers = useQuery(topUpsQuery);
  const { state, pay, busy } = usePay();
  const buy = (credits: number) =>
    void pay(() => body(api.POST('/api/v1/billing/top-ups', { body: { credits } })));
  return (
    <section aria-labelledby="top-ups">
      <Title order={2} size="h4" id="top-ups">
        {t('topUp.title')}
      </Title>
      <Text size="sm" c="dimmed" mb="sm">
        {t('topUp.text')}
      </Text>
      <Stack gap="sm">
        <ProblemAlert error={offers.error} onRetry={() => void offers.refetch()} />
        <PayNotice state={state} />
        <SimpleGrid cols={{ base: 1, sm: 3 }}>
          {(offers.data?.items ?? []).map((o) => (
            <Paper key={o.credits} withBorder radius="lg" p="md">
              <Stack gap="xs">
                <Text fw={650}>{t('topUp.credits', { count: o.credits, credits: format.number(o.credits) })}</Text>
                <Text size="sm" c="dimmed">
                  {t('topUp.price', { amount: money(o.amount, i18n.language) })}
                </Text>
                <Button variant="default" loading={busy} onClick={() => buy(o.credits)}>
                  {t('topUp.buy', { credits: format.number(o.credits) })}
                </Button>
              </Stack>
            </Paper>
          ))}
        </SimpleGrid>
      </Stack>
    </section>
  );
}
