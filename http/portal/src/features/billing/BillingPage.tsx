import { Skeleton, Stack } from '@mantine/core';
import { IconCreditCard } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { entitlementsQuery } from '../plans/queries';
import { EmptyState } from '../../ui/EmptyState';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Plans, TopUps } from './Offers';
import { PaymentsTable } from './PaymentsTable';
import { isOver, subscriptionsQuery } from './queries';
import { SubscriptionCard } from './SubscriptionCard';

/** Subscriptions, what is owed, and what can be bought. */
export function BillingPage() {
  const { t } = useTranslation('billing');
  const mayManage = useMay('billing.manage');
  const subscriptions = useQuery({ ...subscriptionsQuery, refetchInterval: 10_000 });
  const running = (subscriptions.data?.items ?? []).filter((s) => !isOver(s));
  const plan = useQuery({ ...entitlementsQuery, refetchInterval: 10_000 }).data?.entitlements;
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap="xl">
        <ProblemAlert
          error={subscriptions.error}
          onRetry={() => void subscriptions.refetch()}
        />
        {subscriptions.isPending && <Skeleton h={160} />}
        {plan?.granted && (
          <EmptyState
            icon={IconCreditCard}
            title={t('granted.title', { plan: plan.name })}
            text={t('granted.text')}
          />
        )}
        {subscriptions.data && plan && !plan.granted && running.length === 0 && (
          <EmptyState icon={IconCreditCard} title={t('none.title')} text={t('none.text')} />
        )}
        {running.map((s) => (
          <SubscriptionCard key={s.id} subscription={s} />
        ))}
        {mayManage && subscriptions.data && <Plans has={running.map((s) => s.plan)} />}
        {mayManage && <TopUps />}
        <PaymentsTable />
      </Stack>
    </Page>
  );
}
