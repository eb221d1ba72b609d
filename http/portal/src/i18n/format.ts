/** Formats dates and numbers for one locale and one time zone. */
export interface Format {
  /** 14:05, or "Yesterday", or "12 Mar": as short as still clear from now, in both directions. */
  short(at: string, now?: number): string;
  time(at: string): string;
  /** A day as a heading: Today, Yesterday, Monday, 12 March 2026. */
  day(at: string, now?: number): string;
  /** A day of the calendar, 2026-03-12, in words; the same in every zone. */
  date(day: string): string;
  /** A month of the calendar, 2026-03, in words. */
  month(month: string): string;
  /** Everything, with the zone. */
  full(at: string): string;
  /** "in 40 minutes", "3 hours ago". */
  relative(at: string, now?: number): string;
  number(n: number): string;
  percent(share: number): string;
  bytes(n: number): string;
  duration(ms: number): string;
  dayKey(at: string | number): string;
}

const DAY = 86_400_000;

export function createFormat(locale: string, timeZone?: string): Format {
  const zone = usable(timeZone);
  const date = (o: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { timeZone: zone, ...o });
  const timeFormat = date({ hour: '2-digit', minute: '2-digit' });
  const dayMonth = date({ day: 'numeric', month: 'short' });
  const dayMonthYear = date({ day: 'numeric', month: 'short', year: 'numeric' });
  const dayLong = date({ weekday: 'long', day: 'numeric', month: 'long' });
  const dayLongYear = date({ day: 'numeric', month: 'long', year: 'numeric' });
  const calendarDay = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', dateStyle: 'medium' });
  const calendarMonth = new Intl.DateTimeFormat(locale, { timeZone: 'UTC', month: 'long', year: 'numeric' });
  const fullFormat = date({ dateStyle: 'full', timeStyle: 'medium' });
  const zoneName = date({ timeZoneName: 'short' });
  const isoDay = new Intl.DateTimeFormat('en-CA', { timeZone: zone });
  const relativeFormat = new Intl.RelativeTimeFormat(locale, { numeric: 'auto' });
  const numberFormat = new Intl.NumberFormat(locale);
  const percentFormat = new Intl.NumberFormat(locale, { style: 'percent' });

  const dayKey = (at: string | number) => isoDay.format(new Date(at));
  const daysAgo = (at: string, now: number) =>
    Math.round((Date.parse(dayKey(now)) - Date.parse(dayKey(at))) / DAY);
  const capital = (s: string) => s.charAt(0).toLocaleUpperCase(locale) + s.slice(1);
  const unit = (n: number, name: string, digits: number, unitDisplay: 'short' | 'long' = 'short') =>
    new Intl.NumberFormat(locale, {
      style: 'unit',
      unit: name,
      unitDisplay,
      maximumFractionDigits: digits,
    }).format(n);

  return {
    short(at, now = Date.now()) {
      const days = daysAgo(at, now);
      if (days === 0) return timeFormat.format(new Date(at));
      if (Math.abs(days) === 1) return capital(relativeFormat.format(-days, 'day'));
      return (Math.abs(days) < 300 ? dayMonth : dayMonthYear).format(new Date(at));
    },
    time: (at) => timeFormat.format(new Date(at)),
    day(at, now = Date.now()) {
      const days = daysAgo(at, now);
      if (days === 0 || days === 1) return capital(relativeFormat.format(-days, 'day'));
      return (days < 300 ? dayLong : dayLongYear).format(new Date(at));
    },
    date: (day) => (day ? calendarDay.format(new Date(day)) : ''),
    month: (month) => calendarMonth.format(new Date(month)),
    full(at) {
      const d = new Date(at);
      const name = zoneName.formatToParts(d).find((p) => p.type === 'timeZoneName')?.value ?? '';
      return `${fullFormat.format(d)} ${name}`.trim();
    },
    relative(at, now = Date.now()) {
      const minutes = Math.round((Date.parse(at) - now) / 60_000);
      if (Math.abs(minutes) < 60) return relativeFormat.format(minutes, 'minute');
      const hours = Math.round(minutes / 60);
      if (Math.abs(hours) < 48) return relativeFormat.format(hours, 'hour');
      return relativeFormat.format(Math.round(hours / 24), 'day');
    },
    number: (n) => numberFormat.format(n),
    percent: (share) => percentFormat.format(share),
    bytes(n) {
      if (n < 1000) return unit(n, 'byte', 0, 'long');
      return n < 1_000_000 ? unit(n / 1000, 'kilobyte', 1) : unit(n / 1_000_000, 'megabyte', 1);
    },
    duration(ms) {
      if (ms < 1000) return unit(ms, 'millisecond', 0);
      if (ms < 60_000) return unit(ms / 1000, 'second', 1);
      return ms < 3_600_000 ? unit(ms / 60_000, 'minute', 0) : unit(ms / 3_600_000, 'hour', 1);
    },
    dayKey,
  };
}

/** A zone this browser does not know must not take the page down. */
function usable(timeZone: string | undefined): string | undefined {
  try {
    if (timeZone) new Intl.DateTimeFormat('en', { timeZone });
    return timeZone || undefined;
  } catch {
    return undefined;
  }
}
