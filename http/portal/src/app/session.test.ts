import { describe, expect, it } from 'vitest';
import type { Me } from '../api/model';
import { me } from '../testing/render';
import { safeRedirect, startPage } from './session';

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
