import { QueryClient, QueryObserver } from '@tanstack/react-query';
import { describe, expect, it, vi } from 'vitest';
import type { Me } from '../api/model';
import { me } from '../testing/render';
import { become, meQuery, safeRedirect, startPage, toSignIn } from './session';

describe('the way back after signing in', () => {
  it.each([
    ['/inbox/conv_1?view=ai', '/inbox/conv_1?view=ai'],
    ['https://evil.example/', undefined],
    ['//evil.example/', undefined],
    ['/\\evil.example/', undefined],
    ['\\/evil.example/', undefined],
    ['/\t/evil.example/', undefined],
    ['/inbox\n//evil.example', undefined],
    ['javascript:alert(1)', undefined],
    ['data:text/html,x', undefined],
    ['evil.example', undefined],
    ['///evil.example', undefined],
    ['/inbox\\..\\x', undefined],
    ['', undefined],
    ['/reset?token=x', undefined],
    ['/settings/profile', '/settings/profile'],
    ['/sign-in?redirect=/x', undefined],
    [undefined, undefined],
  ])('%s leads to %s', (wanted, taken) => {
    expect(safeRedirect(wanted)).toBe(taken);
  });
});

it.each<[Me['permissions'], string]>([
  [['inbox.read', 'ops.read'], '/inbox'],
  [['leads.read'], '/leads'],
  [['ops.read', 'ops.manage'], '/ops/overview'],
  [[], '/no-access'],
])('with %j people start at %s', (permissions, page) => {
  expect(startPage({ ...me, permissions })).toBe(page);
});

describe('going on as somebody else', () => {
  it('shows who it is to whoever was watching, and what was loaded before to nobody', async () => {
    const queries = new QueryClient({ defaultOptions: { queries: { staleTime: Infinity } } });
    queries.setQueryData(meQuery.queryKey, me);
    queries.setQueryData(['leads'], 'of the first business');
    queries.setQueryData(['left behind'], 'of the first business');
    const watcher = new QueryObserver(queries, meQuery);
    const stopMe = watcher.subscribe(() => undefined);
    const load = vi.fn(() => Promise.resolve('of the second business'));
    const leads = new QueryObserver(queries, { queryKey: ['leads'], queryFn: load });
    const stopLeads = leads.subscribe(() => undefined);

    become(queries, { ...me, name: 'Somebody else' });

    expect(watcher.getCurrentResult().data?.name).toBe('Somebody else');
    expect(leads.getCurrentResult().data).toBeUndefined();
    await vi.waitFor(() => expect(leads.getCurrentResult().data).toBe('of the second business'));
    expect(queries.getQueryData(['left behind'])).toBeUndefined();
    stopMe();
    stopLeads();
  });
});

describe('the end of a session', () => {
  const at = (href: string) => ({
    latestLocation: { pathname: href.split('?')[0]!, href },
    navigate: vi.fn(),
  });

  it('leads back to the page it ended on, however it was noticed', () => {
    const router = at('/settings/hours?x=1');
    toSignIn(router, new QueryClient(), true);
    const search = { expired: true, redirect: '/settings/hours?x=1' };
    expect(router.navigate).toHaveBeenCalledWith({ to: '/sign-in', search });
  });

  it('is told once', () => {
    const router = at('/sign-in?expired=true&redirect=%2Fsettings%2Fhours');
    toSignIn(router, new QueryClient(), true);
    expect(router.navigate).not.toHaveBeenCalled();
  });

  it('leads nowhere after signing out', () => {
    const router = at('/settings/hours');
    toSignIn(router, new QueryClient(), false);
    expect(router.navigate).toHaveBeenCalledWith({ to: '/sign-in', search: {} });
  });
});
