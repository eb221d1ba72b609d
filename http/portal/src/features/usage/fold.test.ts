import { expect, it } from 'vitest';
import { dayRange, rowsBy, seriesBy } from './fold';

const usage: Parameters<typeof rowsBy>[0] = {
  from: '2026-02-27',
  to: '2026-03-01',
  timeZone: 'Asia/Kolkata',
  tokens: [
    { day: '2026-02-27', agent: 'lead-responder', model: 'large', runs: 2, failed: 0, inputTokens: 900, outputTokens: 100 },
    { day: '2026-02-27', agent: 'lead-responder', model: null, runs: 1, failed: 1, inputTokens: 0, outputTokens: 0 },
    { day: '2026-03-01', agent: 'lead-responder', model: 'small', runs: 5, failed: 0, inputTokens: 50, outputTokens: 50 },
  ],
  credits: [{ day: '2026-03-01', creditType: 'lead-responder', units: 5, credits: 10 }],
  spending: { month: '2026-03', spent: 100, budget: 1000, planTokens: 1000, ownLimit: null },
};

it('has one value per day, also over the end of a month', () => {
  expect(seriesBy(usage, 'agent', 'none')).toEqual({
    days: ['2026-02-27', '2026-02-28', '2026-03-01'],
    series: [{ name: 'lead-responder', values: [1000, 0, 100] }],
  });
});

it('sums up what it groups by, the largest first', () => {
  expect(rowsBy(usage, 'model', 'none')).toEqual([
    { name: 'large', count: 2, amount: 1000 },
    { name: 'small', count: 5, amount: 100 },
    { name: 'none', count: 1, amount: 0 },
  ]);
  expect(rowsBy(usage, 'work', 'none')).toEqual([{ name: 'lead-responder', count: 5, amount: 10 }]);
});

it('counts today as one of the days', () => {
  expect(dayRange(7, '2026-03-01')).toEqual({ from: '2026-02-23', to: '2026-03-01' });
});
