import { createContext, useContext, useEffect, useMemo, useState, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { createFormat, type Format } from '../i18n/format';

const FormatContext = createContext<Format>(createFormat('en'));

/** Dates in the tenant's time zone, so that a whole team sees the same times. */
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

/** The time now, renewed every so often, for texts like "5 minutes ago". */
export function useNow(everyMs = 30_000): number {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), everyMs);
    return () => clearInterval(timer);
  }, [everyMs]);
  return now;
}

/** The browser's regional variant of the language, where it has one: en-GB has a 24-hour clock. */
function localeFor(language: string): string {
  return navigator.languages.find((l) => l.split('-')[0] === language) ?? language;
}
