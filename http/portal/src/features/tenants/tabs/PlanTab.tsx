import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session';
import { Lazily } from '../../../ui/Lazily';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { PaymentsTable } from '../../billing/PaymentsTable';
import { isOver, tenantSubscriptionsQuery, type Payment } from '../../billing/queries';
import { SubscriptionCard } from '../../billing/SubscriptionCard';
import { UseOfPlan } from '../../plans/UseOfPlan';
import { tenantUseQuery } from '../queries';

const Refund = lazy(() => import('../Refund'));

/** What a business may use, what it subscribed to, and what it paid. */
export default function PlanTab({ tenant }: { tenant: string }) {
  const { t } = useTranslation('tenants');
  const use = useQuery(tenantUseQuery(tenant));
  const subscriptions = useQuery(tenantSubscriptionsQuery(tenant));
  const mayRefund = useMay('invoices.manage');
  const [refunding, setRefunding] = useState<Payment>();
  const running = (subscriptions.data?.items ?? []).filter((s) => !isOver(s));
  return (
    <Stack gap="lg">
      <ProblemAlert error={use.error} onRetry={() => void use.refetch()} />
      {use.isPending && <Skeleton h={160} />}
      {use.data && <UseOfPlan use={use.data} />}
      <ProblemAlert error={subscriptions.error} onRetry={() => void subscriptions.refetch()} />
      {subscriptions.data && running.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('plan.none')}
        </Text>
      )}
      {running.map((s) => (
        <SubscriptionCard key={s.id} subscription={s} />
      ))}
      {mayRefund && (
        <PaymentsTable
          tenant={tenant}
          action={(payment) =>
            payment.status !== 'failed' &&
            payment.refunded.minor < payment.amount.minor && (
              <Button size="compact-sm" variant="default" onClick={() => setRefunding(payment)}>
                {t('refund.open')}
              </Button>
            )
          }
        />
      )}
      <Lazily when={refunding !== undefined}>
        {refunding && (
          <Refund key={refunding.id} tenant={tenant} payment={refunding} onClose={() => setRefunding(undefined)} />
        )}
      </Lazily>
    </Stack>
  );
}
