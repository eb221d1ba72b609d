import { expect, it } from 'vitest';
import { createFormat } from './format';

const kochi = createFormat('en-GB', 'Asia/Kolkata');
const now = Date.parse('2026-11-21T06:00:00Z');

it('shows the time of the tenant, not of the reader', () => {
  expect(kochi.time('2026-11-21T06:00:00Z')).toBe('11:30');
  expect(kochi.full('2026-11-21T06:00:00Z')).toContain('GMT+5:30');
});

it('shortens with the distance', () => {
  expect(kochi.short('2026-11-21T05:00:00Z', now)).toBe('10:30');
  expect(kochi.short('2026-11-20T05:00:00Z', now)).toBe('Yesterday');
  expect(kochi.short('2026-11-02T05:00:00Z', now)).toBe('2 Nov');
  expect(kochi.short('2024-11-02T05:00:00Z', now)).toBe('2 Nov 2024');
});

it('says on which day something will be, not only at what time', () => {
  expect(kochi.short('2026-11-21T07:00:00Z', now)).toBe('12:30');
  expect(kochi.short('2026-11-22T05:00:00Z', now)).toBe('Tomorrow');
  expect(kochi.short('2026-12-21T05:00:00Z', now)).toBe('21 Dec');
  expect(kochi.short('2027-12-21T05:00:00Z', now)).toBe('21 Dec 2027');
});

it('changes days at midnight of the tenant', () => {
  // 18:29 UTC is still the 20th in Kochi, 18:31 the 21st.
  expect(kochi.day('2026-11-20T18:29:00Z', now)).toBe('Yesterday');
  expect(kochi.day('2026-11-20T18:31:00Z', now)).toBe('Today');
});

it('speaks of distance in the largest fitting unit', () => {
  expect(kochi.relative('2026-11-21T06:40:00Z', now)).toBe('in 40 minutes');
  expect(kochi.relative('2026-11-21T03:00:00Z', now)).toBe('3 hours ago');
  expect(kochi.relative('2026-11-16T06:00:00Z', now)).toBe('5 days ago');
});

it('writes sizes and durations with their units', () => {
  expect(kochi.bytes(180)).toBe('180 bytes');
  expect(kochi.bytes(12_300)).toBe('12.3 kB');
  expect(kochi.duration(412)).toBe('412 ms');
  expect(kochi.duration(2_340)).toBe('2.3 secs');
  expect(kochi.duration(192_000)).toBe('3 mins');
  expect(kochi.duration(5_400_000)).toBe('1.5 hrs');
});

it('works with a time zone the browser does not know', () => {
  expect(createFormat('en', 'Mars/Olympus').time('2026-11-21T06:00:00Z')).toMatch(/\d/);
});
