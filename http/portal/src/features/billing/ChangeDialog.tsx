import { Button, Group, Modal, Select, Skeleton, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { useFormat } from '../../app/format';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { money } from './money';
import {
  plansQuery,
  previewQuery,
  type CheckoutOrder,
  type PlanId,
  type Subscription,
} from './queries';

/** Another plan, with what it costs before anything happens. */
export function ChangeDialog(props: {
  subscription: Subscription;
  opened: boolean;
  onClose: () => void;
  onPay: (ask: () => Promise<CheckoutOrder | null | undefined>) => void;
}) {
  const { t, i18n } = useTranslation('billing');
  const { t: common } = useTranslation();
  const format = useFormat();
  const { id, plan: current } = props.subscription;
  const plans = useQuery({ ...plansQuery, enabled: props.opened });
  const [plan, setPlan] = useState<PlanId>();
  const preview = useQuery({
    ...previewQuery(id, plan ?? current),
    enabled: props.opened && plan !== undefined,
    gcTime: 0,
  });
  const choices = (plans.data?.items ?? [])
    .filter((p) => p.plan !== current && p.price.minor > 0)
    .map((p) => ({ value: p.plan, label: p.name }));
  const name = choices.find((c) => c.value === plan)?.label ?? '';
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
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('change.title')}
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      <Stack>
        <ProblemAlert error={plans.error ?? preview.error} />
        <Select
          label={t('change.plan')}
          data={choices}
          value={plan ?? null}
          allowDeselect={false}
          onChange={(v) => setPlan((v) ?? undefined)}
        />
        {plan && preview.isPending && <Skeleton h={40} />}
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
          <Button disabled={!preview.data} onClick={() => props.onPay(change)}>
            {t('change.confirm', { plan: name })}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
