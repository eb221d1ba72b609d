import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import type { Me } from '../../api/model';
import { me, show } from '../../testing/render';
import { Businesses } from './Businesses';

const lotus = { id: 'lotus-house', name: 'Lotus House', timeZone: 'Asia/Kolkata' };
const coast = { id: 'coast-clinic', name: 'Coast Clinic', timeZone: 'Asia/Kolkata' };
const both: Me = {
  ...me,
  tenant: lotus,
  memberships: [
    { tenant: lotus, role: 'agent' },
    { tenant: coast, role: 'admin' },
  ],
};

let requests: Request[];
let answer: Response;
const left = vi.fn();

beforeEach(() => {
  requests = [];
  left.mockClear();
  answer = Response.json({ ...both, tenant: coast });
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    requests.push(input as Request);
    return Promise.resolve(answer);
  });
  vi.spyOn(window.location, 'assign').mockImplementation(left);
});

it('is not there for those with one business, nor while helping in one', () => {
  show(<Businesses />, { ...both, memberships: both.memberships.slice(0, 1) });
  show(<Businesses />, { ...both, impersonator: 'user_9' });
  expect(screen.queryByRole('combobox')).toBeNull();
});

it('goes on in the chosen business, by keyboard too, with nothing left of the other', async () => {
  const user = userEvent.setup();
  show(<Businesses />, both);
  await user.tab();
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Business' });
  expect(document.activeElement).toBe(choice);
  expect(choice.value).toBe('lotus-house');
  await user.selectOptions(choice, 'Coast Clinic');
  await waitFor(() => expect(left).toHaveBeenCalledWith('/'));
  expect(requests[0]!.url).toContain('/api/v1/me/tenant');
  expect(await requests[0]!.clone().json()).toEqual({ tenant: 'coast-clinic' });
});

it('stays where it is when that is refused', async () => {
  answer = Response.json({ status: 403, code: 'forbidden', detail: 'No.' }, { status: 403 });
  const user = userEvent.setup();
  show(<Businesses />, both);
  const choice = screen.getByRole<HTMLSelectElement>('combobox', { name: 'Business' });
  await user.selectOptions(choice, 'Coast Clinic');
  await screen.findByRole('alert');
  expect(choice.value).toBe('lotus-house');
  expect(left).not.toHaveBeenCalled();
});
