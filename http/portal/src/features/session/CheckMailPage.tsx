import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ButtonLink } from '../../ui/links';
import { Entrance } from './Entrance';

/** After whatever ends in a mail; says the same to everybody. */
export function CheckMailPage() {
  const { t } = useTranslation('session');
  return (
    <Entrance title={t('checkMail.title')}>
      <Text>{t('checkMail.text')}</Text>
      <ButtonLink to="/sign-in" variant="default">
        {t('checkMail.back')}
      </ButtonLink>
    </Entrance>
  );
}
