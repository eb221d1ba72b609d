import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/model';

/** Writes amounts of money; whole ones without decimals. */
export function useMoney(): (amount: Schemas['Money']) => string {
  const { i18n } = useTranslation();
  const locale = i18n.language === 'en' ? 'en-IN' : i18n.language;
  return ({ minor, currency }) =>
    new Intl.NumberFormat(locale, {
      style: 'currency',
      currency,
      minimumFractionDigits: minor % 100 === 0 ? 0 : 2,
    }).format(minor / 100);
}
