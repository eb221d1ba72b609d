import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { show } from '../../testing/render';
import type { Payment } from '../billing/queries';
import Refund from './Refund';

const payment: Payment = {
  id: 'pay_1',
  subject: 'sub_1',
  what: 'subscription',
  status: 'captured',
  method: 'card',
  amount: { minor: 1_000_00, currency: 'INR' },
  refunded: { minor: 250_50, currency: 'INR' },
  refundFailed: null,
  dispute: null,
  reason: null,
  at: '2026-11-20T10:00:00Z',
};
const sent: Request[] = [];

beforeAll(() => i18next.loadNamespaces('tenants'));
beforeEach(() => {
  sent.length = 0;
  vi.stubGlobal('fetch', (request: Request) => {
    sent.push(request);
    return Promise.resolve(new Response(JSON.stringify({ id: 'rfnd_1' }), { status: 202 }));
  });
});
afterEach(() => vi.unstubAllGlobals());

it('gives back all that is left unless told otherwise, under one key', async () => {
  show(<Refund tenant="lotus-house" payment={payment} onClose={() => undefined} />);
  const field = await screen.findByLabelText('Amount in rupees');
  expect(field).toHaveProperty('value', '749.5');
  await userEvent.click(screen.getByRole('button', { name: 'Give it back' }));
  await screen.findByRole('status');
  expect(sent).toHaveLength(1);
  expect(sent[0]!.url).toContain('/api/v1/manage/tenants/lotus-house/payments/pay_1/refund');
  expect(await sent[0]!.json()).toEqual({ amount: null });
  expect(sent[0]!.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
});

it('sends a part in paise and refuses more than is left', async () => {
  show(<Refund tenant="lotus-house" payment={payment} onClose={() => undefined} />);
  const field = await screen.findByLabelText('Amount in rupees');
  const button = screen.getByRole('button', { name: 'Give it back' });
  await userEvent.clear(field);
  await userEvent.type(field, '749.51');
  expect(button).toHaveProperty('disabled', true);
  await userEvent.clear(field);
  await userEvent.type(field, '10.1');
  await userEvent.click(button);
  await waitFor(() => expect(sent).toHaveLength(1));
  expect(await sent[0]!.json()).toEqual({ amount: 1010 });
});
