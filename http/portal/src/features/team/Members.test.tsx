import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, it, vi } from 'vitest';
import { me, show } from '../../testing/render';
import { i18next } from '../../i18n';
import texts from '../../i18n/locales/en/team.json';
import { Members } from './Members';
import type { TeamMember } from './queries';

const owner: TeamMember = {
  id: 'user_9',
  name: 'Anjali',
  email: 'anjali@lotus.example',
  role: 'admin',
  owner: true,
  joinedAt: '2026-11-01T06:00:00Z',
  lastSeenAt: null,
  picture: null,
};
const ravi: TeamMember = { ...owner, id: 'user_2', name: 'Ravi', role: 'agent', owner: false };
const admin = { ...me, role: 'admin' as const, permissions: ['team.read' as const, 'team.manage' as const] };

let requests: Request[];
beforeEach(() => {
  i18next.addResourceBundle('en', 'team', texts);
  requests = [];
  vi.stubGlobal('fetch', (request: Request) => {
    requests.push(request);
    return Promise.resolve(Response.json(ravi));
  });
});

it('changes a role and takes it back', async () => {
  show(<Members members={[owner, ravi]} />, admin);
  await userEvent.selectOptions(screen.getByLabelText('Role of Ravi'), 'manager');
  expect(await screen.findByText('Ravi is now: Manager.')).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
  expect(await Promise.all(requests.map((r) => r.json()))).toEqual([
    { role: 'manager' },
    { role: 'agent' },
  ]);
});

it('offers nothing to those who may only look, and nothing about the owner', () => {
  show(<Members members={[owner, ravi]} />, { ...admin, permissions: ['team.read'] });
  expect(screen.queryByRole('button', { name: /remove/i })).toBeNull();
  expect(screen.queryByLabelText('Role of Ravi')).toBeNull();
});

it('keeps the owner out of reach of other administrators', () => {
  show(<Members members={[owner, ravi]} />, admin);
  expect(screen.queryByLabelText('Role of Anjali')).toBeNull();
  expect(screen.queryByRole('button', { name: 'Remove Anjali' })).toBeNull();
  expect(screen.getByRole('button', { name: 'Remove Ravi' })).toBeDefined();
  expect(screen.queryByRole('button', { name: /owner/i })).toBeNull();
});
