import { screen } from '@testing-library/react';
import i18next from 'i18next';
import { beforeAll, expect, it } from 'vitest';
import { show } from '../../testing/render';
import type { Subscription } from './queries';
import { SubscriptionCard } from './SubscriptionCard';

beforeAll(() => i18next.loadNamespaces('billing'));

const active: Subscription = {
  id: 'sub_1',
  status: 'active',
  charging: 'on',
  plan: 'growth',
  version: 1,
  name: 'Growth',
  price: { minor: 7_999_00, currency: 'INR' },
  amount: { minor: 9_438_82, currency: 'INR' },
  periodStart: '2026-11-01T00:00:00Z',
  periodEnd: '2026-12-01T00:00:00Z',
  next: null,
  owed: null,
  owedSince: null,
  dunningDay: null,
  createdAt: '2026-11-01T00:00:00Z',
};

it('names the next charge of what is charged', async () => {
  show(<SubscriptionCard subscription={active} />);
  await screen.findByText('Active');
  screen.getByText(/^Next charge: ₹9,438.82/);
});

// razorpay/razorpay-opencart#82, razorpay/razorpay-woocommerce#391
it.each([
  ['paused', 'Payments paused', 'Payments are paused'],
  ['paused_by_customer', 'Payments paused', 'Payments were paused in a UPI app or at the bank'],
  ['stopped', 'Payments stopped', 'Payments have stopped'],
  ['ended', 'Payments cancelled', 'Payments were cancelled at the bank'],
] as const)('never calls active what is %s', async (charging, badge, title) => {
  show(<SubscriptionCard subscription={{ ...active, charging }} />);
  await screen.findByText(badge);
  screen.getByText(title);
  expect(screen.queryByText('Active')).toBeNull();
  expect(screen.queryByText(/^Next charge/)).toBeNull();
  screen.getByText(/^Paid until/);
});
