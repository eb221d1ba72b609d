import { Button, Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { PayNotice } from './PayNotice';
import type { PlanId } from './queries';
import { usePay } from './usePay';

/** Subscribes to a plan and pays for it: for the sign-up as for the settings. */
export function Checkout(props: { plan: PlanId; name: string; onPaid?: () => void }) {
  const { t } = useTranslation('billing');
  const { state, pay, busy } = usePay(props.onPaid);
  const subscribe = () =>
    body(api.POST('/api/v1/billing/subscriptions', { body: { plan: props.plan } }));
  return (
    <Stack gap="sm">
      <PayNotice state={state} />
      {state.step !== 'done' && (
        <Button loading={busy} onClick={() => void pay(subscribe)}>
          {t('subscribe.choose', { plan: props.name })}
        </Button>
      )}
    </Stack>
  );
}
