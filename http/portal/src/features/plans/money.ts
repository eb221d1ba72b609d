import { useTranslation } from 'react-i18next';
import type { Schemas } from '../../api/model';
import { money } from '../billing/money';

/** Writes amounts of money; whole ones without decimals. */
export function useMoney(): (amount: Schemas['Money']) => string {
  const { i18n } = useTranslation();
  return (amount) => money(amount, i18n.language);
}
