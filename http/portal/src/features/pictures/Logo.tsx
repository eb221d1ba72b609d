import { Box, Image } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../app/session';
import { pictureUrl } from '../../ui/PersonAvatar';
import { PictureField } from './PictureField';

/** The logo of the business, for whoever may change it. */
export function Logo() {
  const { t } = useTranslation('pictures');
  const me = useMe();
  if (!useMay('settings.manage')) return null;
  return (
    <PictureField path="/api/v1/settings/logo" has={Boolean(me.logo)}>
      {me.logo && (
        // On white as on paper, so that dark letters are seen in the dark, too.
        <Box bg="white" p={6} bdrs="md">
          <Image src={pictureUrl(me.logo)} alt={t('logoOf', { name: me.tenant?.name })} h={64} w="auto" fit="contain" />
        </Box>
      )}
    </PictureField>
  );
}
