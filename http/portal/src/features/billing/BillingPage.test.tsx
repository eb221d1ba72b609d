import { screen } from '@testing-library/react';
import i18next from 'i18next';
import { afterEach, beforeAll, expect, it, vi } from 'vitest';
import { show } from '../../testing/render';
import { BillingPage } from './BillingPage';

beforeAll(() => i18next.loadNamespaces('billing'));
afterEach(() => vi.unstubAllGlobals());

function on(plan: string, granted: boolean) {
  vi.stubGlobal('fetch', (request: Request) =>
    Promise.resolve(
      Response.json(
        request.url.endsWith('/entitlements')
          ? { entitlements: { plan: plan.toLowerCase(), name: plan, granted } }
          : { items: [] },
      ),
    ),
  );
  show(<BillingPage />);
}

it('names a plan that was given without a subscription, and says that it costs nothing', async () => {
  on('Pro', true);
  await screen.findByText('You are on Pro');
  screen.getByText(/given to you/);
  expect(screen.queryByText('You are on Free')).toBeNull();
});

it('says so where nothing was subscribed to or given', async () => {
  on('Free', false);
  await screen.findByText('You are on Free');
});
