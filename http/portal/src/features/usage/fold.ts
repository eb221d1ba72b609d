import type { components } from '../../api/generated/schema';
import type { Series } from './Bars';

type Usage = components['schemas']['Usage'];

export const periods = ['7', '30', '90'] as const;
export const groupings = ['agent', 'model', 'work'] as const;
export type Grouping = (typeof groupings)[number];

const DAY = 86_400_000;
const iso = (time: number) => new Date(time).toISOString().slice(0, 10);

/** So many days up to today. */
export function dayRange(days: number, today = iso(Date.now())): { from: string; to: string } {
  return { from: iso(Date.parse(today) - (days - 1) * DAY), to: today };
}

function daysOf(usage: Usage): string[] {
  const days: string[] = [];
  for (let at = Date.parse(usage.from); at <= Date.parse(usage.to); at += DAY) days.push(iso(at));
  return days;
}

interface Line {
  day: string;
  name: string;
  count: number;
  amount: number;
}

function lines(usage: Usage, by: Grouping, none: string): Line[] {
  if (by === 'work') {
    return usage.credits.map((c) => ({ day: c.day, name: c.creditType, count: c.units, amount: c.credits }));
  }
  return usage.tokens.map((row) => ({
    day: row.day,
    name: (by === 'agent' ? row.agent : row.model) ?? none,
    count: row.runs,
    amount: row.inputTokens + row.outputTokens,
  }));
}

/** What the chart shows: one series per agent, model or kind of work, one value per day. */
export function seriesBy(usage: Usage, by: Grouping, none: string): { days: string[]; series: Series[] } {
  const days = daysOf(usage);
  const place = new Map(days.map((d, i) => [d, i]));
  const series = new Map<string, number[]>();
  for (const line of lines(usage, by, none)) {
    const values = series.get(line.name) ?? days.map(() => 0);
    const i = place.get(line.day);
    if (i !== undefined) values[i] = (values[i] ?? 0) + line.amount;
    series.set(line.name, values);
  }
  return { days, series: [...series].map(([name, values]) => ({ name, values })) };
}

/** What the table shows: the sums of the whole time, the largest first. */
export function rowsBy(usage: Usage, by: Grouping, none: string): Omit<Line, 'day'>[] {
  const sums = new Map<string, Omit<Line, 'day'>>();
  for (const line of lines(usage, by, none)) {
    const sum = sums.get(line.name) ?? { name: line.name, count: 0, amount: 0 };
    sums.set(line.name, { name: line.name, count: sum.count + line.count, amount: sum.amount + line.amount });
  }
  return [...sums.values()].sort((a, b) => b.amount - a.amount || b.count - a.count);
}
