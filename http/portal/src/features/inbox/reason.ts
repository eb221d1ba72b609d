import { useTranslation } from 'react-i18next';
import { useLabel } from '../../ui/label';

/** Why a conversation needs a person. */
export function useReason(): (reason: string | null | undefined) => string {
  const { t } = useTranslation();
  const label = useLabel();
  return (reason) =>
    reason
      ? label('inbox.reason', reason)
      : t('inbox.attention');
}
