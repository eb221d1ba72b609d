import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { expect, it, vi } from 'vitest';
import { show } from '../../testing/render';
import AccountPanel from './AccountPanel';

async function signsOut(answer: () => Promise<Response>) {
  const left = vi.fn();
  vi.spyOn(globalThis, 'fetch').mockImplementation(answer);
  show(<AccountPanel onSignedOut={left} />);
  await userEvent.click(screen.getByRole('button', { name: 'Sign out' }));
  return left;
}

it('says so when the server could not be told: the session goes on', async () => {
  const left = await signsOut(() => Promise.reject(new TypeError('Failed to fetch')));
  expect((await screen.findByRole('alert')).textContent).toContain('could not be reached');
  expect(left).not.toHaveBeenCalled();
});

it('leaves when there is no session any more', async () => {
  const left = await signsOut(() => Promise.resolve(new Response('{}', { status: 401 })));
  await waitFor(() => expect(left).toHaveBeenCalled());
});
