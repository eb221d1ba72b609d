import { Alert, Badge, Button, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { useFormat } from '../../app/format';
import { useMay } from '../../app/session';
import { Lazily } from '../../ui/Lazily';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { money } from './money';
import { PayNotice } from './PayNotice';
import { isOver, plansQuery, type Subscription } from './queries';
import { usePay } from './usePay';

const CancelDialog = lazy(() => import('./CancelDialog').then((m) => ({ default: m.CancelDialog })));
const ChangeDialog = lazy(() => import('./ChangeDialog').then((m) => ({ default: m.ChangeDialog })));

const colors: Partial<Record<Subscription['status'], string>> = {
  active: 'green',
  past_due: 'orange',
  halted: 'red',
};

/** One subscription: what it costs, when it goes on, and what can be done about it. */
export function SubscriptionCard({ subscription }: { subscription: Subscription }) {
  const { t, i18n } = useTranslation('billing');
  const format = useFormat();
  const client = useQueryClient();
  const mayManage = useMay('billing.manage');
  const [dialog, setDialog] = useState<'change' | 'cancel'>();
  const { state, pay, busy } = usePay();
  const { id, status, owed, owedSince, periodEnd } = subscription;
  const charging = subscription.charging;
  // What is over, or ends anyway, says so itself.
  const stands =
    charging === 'on' ||
    isOver(subscription) ||
    status === 'pending' ||
    (status === 'cancelled_at_end' && charging !== 'ended');
  const plans = useQuery({ ...plansQuery, enabled: subscription.next !== null });
  const next = plans.data?.items.find((p) => p.plan === subscription.next)?.name;
  const amount = money(subscription.amount, i18n.language);
  const path = { params: { path: { id } } };
  const withdraw = useMutation({
    mutationFn: () =>
      done(
        status === 'cancelled_at_end'
          ? api.POST('/api/v1/billing/subscriptions/{id}/resume', path)
          : api.POST('/api/v1/billing/subscriptions/{id}/keep', path),
      ),
    onSettled: () => client.invalidateQueries(),
  });
  // Subscribing once more comes to the one that waits, or to a new one where that cannot be paid.
  const payNow = () =>
    void pay(() =>
      status === 'pending'
        ? body(api.POST('/api/v1/billing/subscriptions', { body: { plan: subscription.plan } }))
        : body(api.POST('/api/v1/billing/subscriptions/{id}/checkout', path)),
    );

  const payAgain = () =>
    void pay(() => body(api.POST('/api/v1/billing/subscriptions', { body: { plan: subscription.plan } })));

  return (
    <Paper withBorder radius="lg" p="lg" data-testid="subscription">
      <Stack gap="sm">
        <Group justify="space-between">
          <Title order={2} size="h4">
            {subscription.name}
          </Title>
          <Badge variant="light" color={stands ? (colors[status] ?? 'gray') : 'orange'}>
            {stands ? t(`status.${status}`) : t(`charging.${charging}.badge`)}
          </Badge>
        </Group>
        <Text size="sm">{t('monthly', { amount })}</Text>
        {!stands && (
          <Alert color="orange" variant="light" role="alert" title={t(`charging.${charging}.title`)}>
            {t(`charging.${charging}.text`)}
          </Alert>
        )}
        {!stands && status === 'active' && periodEnd && (
          <Text size="sm">{t('paidUntil', { date: format.full(periodEnd) })}</Text>
        )}
        {stands && status === 'active' && periodEnd && (
          <Text size="sm" c="dimmed">
            {subscription.next
              ? t('changes', { plan: next ?? subscription.next, date: format.full(periodEnd) })
              : t('next', { amount, date: format.full(periodEnd) })}
          </Text>
        )}
        {status === 'cancelled_at_end' && periodEnd && (
          <Text size="sm">{t('ends', { date: format.full(periodEnd) })}</Text>
        )}
        {owed && owedSince && (
          <Alert color="red" variant="light" role="alert" title={t('problem.title')}>
            {t(status === 'halted' ? 'problem.halted' : 'problem.text', {
              amount: money(owed, i18n.language),
              date: format.full(owedSince),
            })}
          </Alert>
        )}
        <PayNotice state={state} />
        <ProblemAlert error={withdraw.error} />
        {mayManage && !isOver(subscription) && (
          <Group gap="sm">
            {(status === 'pending' || owed) && (
              <Button loading={busy} onClick={payNow}>
                {t('pay')}
              </Button>
            )}
            {status === 'active' && !subscription.next && (
              <Button variant="default" onClick={() => setDialog('change')}>
                {t('change.open')}
              </Button>
            )}
            {status === 'active' && subscription.next && (
              <Button
                variant="default"
                loading={withdraw.isPending}
                onClick={() => withdraw.mutate()}
              >
                {t('change.keep', { plan: subscription.name })}
              </Button>
            )}
            {status === 'cancelled_at_end' && charging === 'ended' ? (
              <Button loading={busy} onClick={payAgain}>
                {t('subscribe.again')}
              </Button>
            ) : status === 'cancelled_at_end' ? (
              <Button loading={withdraw.isPending} onClick={() => withdraw.mutate()}>
                {t('cancel.resume')}
              </Button>
            ) : (
              <Button variant="subtle" color="red" onClick={() => setDialog('cancel')}>
                {t('cancel.open')}
              </Button>
            )}
          </Group>
        )}
      </Stack>
      <Lazily when={dialog === 'change'}>
        <ChangeDialog
          subscription={subscription}
          opened={dialog === 'change'}
          onClose={() => setDialog(undefined)}
          onPay={(ask) => {
            setDialog(undefined);
            void pay(ask);
          }}
        />
      </Lazily>
      <Lazily when={dialog === 'cancel'}>
        <CancelDialog
          subscription={subscription}
          opened={dialog === 'cancel'}
          onClose={() => setDialog(undefined)}
        />
      </Lazily>
    </Paper>
  );
}
