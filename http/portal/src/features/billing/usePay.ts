import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { api, body } from '../../api/client';
import { openCheckout, type Paid } from './gateway';
import type { CheckoutOrder } from './queries';

export type PayState =
  | { step: 'idle' | 'loading' | 'open' | 'waiting' | 'done' | 'unavailable' }
  | { step: 'declined'; reason: string }
  | { step: 'refused'; error: unknown };

/** Lets somebody pay and hands the result in; what is shown of it is up to the caller. */
export function usePay(onPaid?: () => void) {
  const client = useQueryClient();
  const [state, setState] = useState<PayState>({ step: 'idle' });

  async function confirm(paid: Paid) {
    setState({ step: 'waiting' });
    try {
      await body(
        api.POST('/api/v1/billing/checkout', {
          body: {
            order: paid.razorpay_order_id,
            subscription: paid.razorpay_order_id ? undefined : paid.razorpay_subscription_id,
            payment: paid.razorpay_payment_id,
            signature: paid.razorpay_signature,
          },
        }),
      );
      setState({ step: 'done' });
      onPaid?.();
    } catch (error) {
      setState({ step: 'refused', error });
    }
    await client.invalidateQueries();
  }

  /** Asks the server for an order first, so that the amount is never the browser's. */
  async function pay(ask: () => Promise<CheckoutOrder | null | undefined>) {
    setState({ step: 'loading' });
    let order: CheckoutOrder | null | undefined;
    try {
      order = await ask();
    } catch (error) {
      setState({ step: 'refused', error });
      return;
    }
    if (!order) {
      setState({ step: 'idle' });
      await client.invalidateQueries();
      return;
    }
    try {
      await openCheckout(order, {
        onPaid: (paid) => void confirm(paid),
        onFailed: (reason) => setState({ step: 'declined', reason }),
        onDismissed: () => setState((now) => (now.step === 'open' ? { step: 'idle' } : now)),
      });
      setState((now) => (now.step === 'loading' ? { step: 'open' } : now));
    } catch {
      setState({ step: 'unavailable' });
    }
  }

  return { state, pay, busy: state.step === 'loading' || state.step === 'waiting' };
}
