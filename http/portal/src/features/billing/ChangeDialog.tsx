import { Button, Group, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { useFormat } from '../../app/format';
import { Dialog } from '../../ui/Dialog';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { PlanComparison } from '../plans/PlanComparison';
import { money } from './money';
import {
  plansQuery,
  previewQuery,
  type CheckoutOrder,
  type PlanId,
  type Subscription,
} from './queries';

/** The price of a choice comes below the plans: perhaps beyond the edge of the dialog. */
const intoView = (node: HTMLElement | null) => node?.scrollIntoView({ block: 'nearest' });

/** Another plan, with what it costs before anything happens. */
export function ChangeDialog(props: {
  subscription: Subscription;
  opened: boolean;
  onClose: () => void;
  onPay: (ask: () => Promise<CheckoutOrder | null | undefined>) => void;
}) {
  const { t, i18n } = useTranslation('billing');
  const format = useFormat();
  const { id, plan: current } = props.subscription;
  const plans = useQuery({ ...plansQuery, enabled: props.opened });
  const [plan, setPlan] = useState<PlanId>();
  const preview = useQuery({
    ...previewQuery(id, plan ?? current),
    enabled: props.opened && plan !== undefined,
    gcTime: 0,
  });
  const name = plans.data?.items.find((p) => p.plan === plan)?.name ?? '';
  const change = async () => {
    const answer = await body(
      api.POST('/api/v1/billing/subscriptions/{id}/change', {
        params: { path: { id } },
        body: { plan: plan ?? current },
      }),
    );
    return answer.checkout;
  };
  const show = (amount: Parameters<typeof money>[0]) => money(amount, i18n.language);

  return (
    <Dialog
      opened={props.opened}
      onClose={props.onClose}
      title={t('change.title')}
      size="64rem"
    >
      <Stack>
        <ProblemAlert error={plans.error ?? preview.error} />
        {plans.isPending && <Skeleton h={120} />}
        <PlanComparison
          plans={(plans.data?.items ?? []).filter((p) => p.price.minor > 0)}
          current={current}
          choosing={plan && preview.isFetching ? plan : undefined}
          onChoose={setPlan}
        />
        {preview.data && (
          <Text size="sm" role="status">
            {preview.data.dueNow
              ? t('change.due', {
                  amount: show(preview.data.dueNow),
                  monthly: show(preview.data.monthly),
                })
              : t('change.later', {
                  date: format.full(preview.data.effectiveAt),
                  monthly: show(preview.data.monthly),
                })}
          </Text>
        )}
        <Group justify="flex-end">
          {preview.data && (
            <Button ref={intoView} onClick={() => props.onPay(change)}>
              {t('change.confirm', { plan: name })}
            </Button>
          )}
        </Group>
      </Stack>
    </Dialog>
  );
}
