import { IconLock } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/EmptyState';
import { Page } from '../ui/Page';

export function NoAccessPage() {
  const { t } = useTranslation();
  return (
    <Page title={t('noAccess.title')}>
      <EmptyState icon={IconLock} title={t('noAccess.title')} text={t('noAccess.text')} />
    </Page>
  );
}
