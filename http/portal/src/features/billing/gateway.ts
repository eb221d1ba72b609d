import type { CheckoutOrder } from './queries';

/** What the gateway's checkout hands back after a payment. */
export interface Paid {
  razorpay_payment_id: string;
  razorpay_signature: string;
  razorpay_order_id?: string;
  razorpay_subscription_id?: string;
}

interface Failure {
  error?: { description?: string };
}

interface Window {
  on: (event: 'payment.failed', listener: (failure: Failure) => void) => void;
  open: () => void;
}

type Constructor = new (options: Record<string, unknown>) => Window;

/** The gateway's script puts its constructor there. */
const opener = () => (globalThis as { Razorpay?: Constructor }).Razorpay;

let loading: Promise<void> | undefined;

function load(script: string): Promise<void> {
  if (opener()) return Promise.resolve();
  loading ??= new Promise((resolve, reject) => {
    const element = document.createElement('script');
    element.src = script;
    element.onload = () => resolve();
    element.onerror = () => {
      loading = undefined;
      element.remove();
      reject(new Error('checkout script'));
    };
    document.head.append(element);
  });
  return loading;
}

export interface Handlers {
  onPaid: (paid: Paid) => void;
  onFailed: (reason: string) => void;
  onDismissed: () => void;
}

/** Opens the gateway's own payment form over the page. */
export async function openCheckout(order: CheckoutOrder, handlers: Handlers): Promise<void> {
  await load(order.access.script);
  const Razorpay = opener();
  if (!Razorpay) throw new Error('checkout script');
  const form = new Razorpay({
    key: order.access.key,
    name: 'Leadmetrics',
    description: order.description,
    amount: order.amount.minor,
    currency: order.amount.currency,
    ...(order.order ? { order_id: order.order } : {}),
    ...(order.subscription ? { subscription_id: order.subscription } : {}),
    handler: handlers.onPaid,
    modal: { ondismiss: handlers.onDismissed },
  });
  form.on('payment.failed', (failure) => handlers.onFailed(failure.error?.description ?? ''));
  form.open();
}
