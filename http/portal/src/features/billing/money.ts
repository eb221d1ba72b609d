import type { Money } from './queries';

/** How many decimals a currency has: two in rupees, none in yen, three in dinars. */
export function decimals(currency: string): number {
  const { maximumFractionDigits } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  return maximumFractionDigits ?? 2;
}

/** An amount in minor units as people write it; whole ones without decimals. */
export function money({ minor, currency }: Money, language: string): string {
  const digits = decimals(currency);
  const unit = 10 ** digits;
  return new Intl.NumberFormat(language === 'en' ? 'en-IN' : language, {
    style: 'currency',
    currency,
    currencyDisplay: 'narrowSymbol',
    minimumFractionDigits: minor % unit === 0 ? 0 : digits,
  }).format(minor / unit);
}
