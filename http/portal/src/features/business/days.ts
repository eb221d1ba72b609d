import { useTranslation } from 'react-i18next';
import type { Settings } from './settings';

/** What a day of the week is called. */
export function useDayName(): (day: Settings['hours']['week'][number]['day']) => string {
  const { t } = useTranslation('business');
  return (day) => t(`days.${day}`);
}
