import { useQuery } from '@tanstack/react-query';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { show } from '../../testing/render';
import InvoiceActions from './InvoiceActions';
import { invoiceQuery, type InvoiceDetail } from './queries';

const line = { id: 'line_1', description: 'Set-up', quantity: 1, unit: 1_000_00, sac: '998314', rate: 1800 };
const draft = {
  summary: { tenant: 'lotus-house', id: 'inv_1', status: 'draft', number: null, open: 0, taxable: 1_000_00 },
  lines: [line],
  reverseCharge: false,
  note: '',
  credited: 0,
  writtenOff: 0,
  tds: 0,
  assessment: null,
} as unknown as InvoiceDetail;
const open = {
  ...draft,
  summary: { ...draft.summary, status: 'issued', number: 'LM/1', open: 1_180_00 },
} as InvoiceDetail;

beforeAll(() => i18next.loadNamespaces('invoices'));

let invoice: InvoiceDetail;
let commands: { path: string; body: unknown }[];
/** What a command leads to, which the page learns two looks later. */
let outcome: InvoiceDetail;
beforeEach(() => {
  commands = [];
  let looks = 0;
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (input) => {
    const request = input as Request;
    if (request.method === 'GET') {
      if (request.url.endsWith('/manage/seller')) return Response.json({ writeOffLimit: 100_00 });
      if (commands.length > 0 && ++looks > 2) invoice = outcome;
      return Response.json(invoice);
    }
    const text = await request.text();
    commands.push({
      path: new URL(request.url).pathname.split('/').at(-1)!,
      body: text ? (JSON.parse(text) as unknown) : undefined,
    });
    return new Response(null, { status: 204 });
  });
});

function Page() {
  const { data } = useQuery(invoiceQuery('manage', 'lotus-house', 'inv_1'));
  return data ? <InvoiceActions invoice={data} /> : null;
}

it('issues the lines that stand on the screen', async () => {
  invoice = draft;
  outcome = open;
  const user = userEvent.setup();
  show(<Page />);
  const price = await screen.findByLabelText('Price (₹) of line 1');
  await user.clear(price);
  await user.type(price, '2000');
  await user.click(screen.getByRole('button', { name: 'Issue' }));
  await waitFor(() => expect(commands).toHaveLength(2));
  expect(commands[0]).toMatchObject({ path: 'lines', body: { lines: [{ unit: 2_000_00 }] } });
  expect(commands[1]!.path).toBe('issue');
});

it('records a payment once, however fast it is clicked', async () => {
  invoice = open;
  outcome = { ...open, summary: { ...open.summary, open: 680_00 } };
  const user = userEvent.setup();
  show(<Page />);
  const received = await screen.findByLabelText('Received (₹)');
  await user.clear(received);
  await user.type(received, '500');
  await user.type(screen.getByLabelText(/^Reference/), 'UTR 1');
  await user.click(screen.getByRole('button', { name: 'Record' }));
  // The answer is there, the page does not show it yet.
  await waitFor(() => expect(commands).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'Record' }));
  await waitFor(() => expect(screen.getByLabelText('Received (₹)')).toHaveProperty('value', '680.00'));
  expect(commands).toHaveLength(1);
});

// caclubindia.com/experts/kasar-treatment-in-gst-2668324.asp
it('writes a small balance off, and offers that for no large one', async () => {
  invoice = { ...open, summary: { ...open.summary, open: 19_80 } };
  outcome = { ...open, summary: { ...open.summary, open: 0, status: 'paid' } };
  const user = userEvent.setup();
  show(<Page />);
  await user.click(await screen.findByRole('button', { name: 'Write off' }));
  await waitFor(() => expect(commands).toHaveLength(1));
  expect(commands[0]).toMatchObject({ path: 'write-offs', body: { amount: 19_80 } });
  screen.getByText(/reduces no tax/);
});

it('offers no write-off of a large rest', async () => {
  invoice = open;
  show(<Page />);
  await screen.findByRole('button', { name: 'Record' });
  expect(screen.queryByRole('button', { name: 'Write off' })).toBeNull();
});
