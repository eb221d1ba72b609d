const query = new URLSearchParams(window.location.search);
const at = (id) => document.getElementById(id);
const tell = (type, response) =>
  window.parent.postMessage({ type, response }, query.get('parent') ?? window.location.origin);

at('name').textContent = query.get('name') || 'Payment';
at('description').textContent = query.get('description') ?? '';
if (query.get('amount')) {
  at('amount').textContent = new Intl.NumberFormat('en-IN', {
    style: 'currency',
    currency: query.get('currency') || 'INR',
  }).format(Number(query.get('amount')) / 100);
}

async function pay(success) {
  at('error').textContent = '';
  const answer = await fetch('/simulator/razorpay/pay', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({
      success,
      order_id: query.get('order_id') ?? undefined,
      subscription_id: query.get('subscription_id') ?? undefined,
    }),
  });
  const response = await answer.json();
  if (response.razorpay_payment_id) {
    tell('paid', response);
  } else {
    at('error').textContent = response.error?.description ?? response.error?.message ?? 'Failed';
    tell('failed', response);
  }
}

at('pay').addEventListener('click', () => pay(true));
at('fail').addEventListener('click', () => pay(false));
at('close').addEventListener('click', () => tell('dismissed'));
at('pay').focus();
