import { fireEvent, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import i18next from 'i18next';
import { useState } from 'react';
import { beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { show } from '../../testing/render';
import CreateTenant from './CreateTenant';

beforeAll(() => i18next.loadNamespaces('tenants'));

let known: boolean;
beforeEach(() => {
  known = false;
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    const { method } = input as Request;
    if (method === 'POST') {
      return Promise.resolve(
        Response.json({ tenant: 'lotus-house', ownerEmail: 'o@lotus.example', ownerPassword: 'tiger-7-lake' }),
      );
    }
    // The first look is too early.
    const answer = known
      ? Response.json({})
      : Response.json({ status: 404, code: 'not_found' }, { status: 404 });
    known = true;
    return Promise.resolve(answer);
  });
});

function Page() {
  const [opened, setOpened] = useState(true);
  return (
    <>
      <button type="button" onClick={() => setOpened(true)}>
        Open
      </button>
      <CreateTenant opened={opened} onClose={() => setOpened(false)} />
    </>
  );
}

it('shows the first password once, and starts afresh for the next tenant', async () => {
  const user = userEvent.setup();
  show(<Page />);
  fireEvent.change(await screen.findByLabelText(/^Business/), { target: { value: 'Lotus House' } });
  await user.click(screen.getByRole('button', { name: 'Create' }));
  expect(await screen.findByText('tiger-7-lake')).toBeDefined();
  await user.keyboard('{Escape}');
  expect(screen.getByText('tiger-7-lake')).toBeDefined();
  await user.click(screen.getAllByRole('button', { name: 'Close' }).at(-1)!);
  await waitFor(() => expect(screen.queryByText('tiger-7-lake')).toBeNull());
  await user.click(screen.getByRole('button', { name: 'Open' }));
  expect(await screen.findByLabelText(/^Business/)).toHaveProperty('value', '');
});
