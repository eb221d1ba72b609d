import { afterEach, expect, it, vi } from 'vitest';
import { answerOf, forget, leave, recall } from './journey';

afterEach(() => {
  sessionStorage.clear();
  vi.restoreAllMocks();
});

it('remembers a journey until it is over', () => {
  const assign = vi.spyOn(window.location, 'assign').mockImplementation(() => {});
  leave({ url: 'https://issuer.example/authorize', flow: 'f1' }, { purpose: 'link', redirect: '/leads' });

  expect(assign).toHaveBeenCalledWith('https://issuer.example/authorize');
  expect(recall()).toEqual({ flow: 'f1', purpose: 'link', redirect: '/leads' });
  forget();
  expect(recall()).toBeUndefined();
});

it('goes nowhere outside of the portal afterwards', () => {
  vi.spyOn(window.location, 'assign').mockImplementation(() => {});
  leave({ url: '/', flow: 'f1' }, { purpose: 'sign-in', redirect: '//evil.example' });

  expect(recall()?.redirect).toBeUndefined();
});

it('takes nothing it did not write', () => {
  sessionStorage.setItem('leadmetrics.journey', '{"purpose":');
  expect(recall()).toBeUndefined();
});

it('reads codes that look like numbers as they stand', () => {
  expect(answerOf('?code=12e4&state=007')).toEqual({ code: '12e4', state: '007' });
  expect(answerOf('?error=access_denied&state=s')).toBeUndefined();
});
