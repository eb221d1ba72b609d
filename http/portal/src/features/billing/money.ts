import type { Money } from './queries';

/** An amount in minor units as people write it. */
export function money(amount: Money, language: string): string {
  return new Intl.NumberFormat(language === 'en' ? 'en-IN' : language, {
    style: 'currency',
    currency: amount.currency,
    minimumFractionDigits: amount.minor % 100 === 0 ? 0 : 2,
  }).format(amount.minor / 100);
}
