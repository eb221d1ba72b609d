import { CopyField } from './CopyField';
import { useTranslation } from 'react-i18next';

const command = './leadmetrics simulate whatsapp --from +919812345678 "Do you have a pool?"';

/** The command that sends a first message, for pages that are still empty. */
export function TryIt() {
  const { t } = useTranslation();
  return <CopyField label={t('common.command')} value={command} />;
}
