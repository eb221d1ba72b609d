import { Group, Skeleton, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../ui/links';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Checkout } from '../billing/Checkout';
import { money } from '../billing/money';
import { plansQuery } from '../billing/queries';
import { WizardCard } from './WizardCard';

/** The chosen plan is paid for; who would rather not yet goes on with Free. */
export function PaymentPage() {
  const { t, i18n } = useTranslation('signUp');
  const { plan: chosen } = useSearch({ from: '/signed-in/new-business/payment' });
  const navigate = useNavigate();
  const plans = useQuery(plansQuery);
  const plan = plans.data?.items.find((p) => p.plan === chosen && p.price.minor > 0);
  return (
    <WizardCard title={t('payment.title')}>
      <ProblemAlert error={plans.error} onRetry={() => void plans.refetch()} />
      {plans.isPending && <Skeleton h={160} radius="md" />}
      {plans.data && !plan && <Text>{t('payment.unknown')}</Text>}
      {plan && (
        <>
          <Text>
            {t('payment.text', { plan: plan.name, price: money(plan.price, i18n.language) })}
          </Text>
          <Checkout
            plan={plan.plan}
            name={plan.name}
            onPaid={() => void navigate({ to: '/onboarding' })}
          />
        </>
      )}
      <Group justify="space-between">
        <Text size="sm" c="dimmed">
          {t('payment.later')}
        </Text>
        <ButtonLink to="/onboarding" variant="subtle">
          {t('payment.free')}
        </ButtonLink>
      </Group>
    </WizardCard>
  );
}
