import { createContext, useContext, useMemo, useSyncExternalStore, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from '../i18n/format';

const FormatContext = createContext<Format>(createFormat('en'));

/** Dates in one's own time zone, or in the tenant's, so that a whole team sees the same times. */
export function FormatProvider(props: { timeZone?: string; children: ReactNode }) {
  const { i18n } = useTranslation();
  const format = useMemo(
    () => createFormat(localeFor(i18n.language), props.timeZone),
    [i18n.language, props.timeZone],
  );
  return <FormatContext value={format}>{props.children}</FormatContext>;
}

export function useFormat(): Format {
  return useContext(FormatContext);
}

const TICK_MS = 30_000;
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;
const watchers = new Set<() => void>();

/** One clock for the whole page: a list shows hundreds of times. */
function watchClock(watcher: () => void): () => void {
  watchers.add(watcher);
  timer ??= setInterval(() => {
    now = Date.now();
    for (const w of watchers) w();
  }, TICK_MS);
  return () => {
    watchers.delete(watcher);
    if (watchers.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time now, renewed twice a minute, for texts like "5 minutes ago". */
export function useNow(): number {
  return useSyncExternalStore(watchClock, currentTime);
}

function currentTime(): number {
  // A clock that stood still while nobody watched, or a sleeping device, must not show old times.
  if (Date.now() - now > TICK_MS) now = Date.now();
  return now;
}

/** The browser's regional variant of the language, where it has one: en-GB has a 24-hour clock. */
function localeFor(language: string): string {
  return navigator.languages.find((l) => l.split('-')[0] === language) ?? language;
}
