import { Alert, Group, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay, useMe } from '../../app/session';
import { ButtonLink } from '../../ui/links';
import { Time } from '../../ui/Time';
import { accountQuery, isClosed } from './account';

/** Says above every page when something about the account is not as it should be. */
export default function AccountBanner() {
  const { t } = useTranslation('business');
  const me = useMe();
  const manages = useMay('settings.manage');
  const account = useQuery({ ...accountQuery, enabled: me.tenant !== null, staleTime: 60_000 });
  if (!account.data) return null;
  const { state, reason, endsAt } = account.data;
  if (state === 'onboarding' && manages) {
    return (
      <Alert color="blue" radius={0} role="status">
        <Group justify="space-between" gap="xs">
          <Text size="sm">{t('banner.onboarding')}</Text>
          <ButtonLink to="/onboarding" size="compact-sm">
            {t('banner.continue')}
          </ButtonLink>
        </Group>
      </Alert>
    );
  }
  if (state === 'frozen' || state === 'past_due' || state === 'paused' || state === 'cancelled') {
    return (
      <Alert color="orange" radius={0} role="status">
        <Group justify="space-between" gap="xs">
          <Text size="sm">
            {t(`banner.${state}`)} {reason}
          </Text>
          {isClosed(account.data) && (
            <ButtonLink to="/closed" size="compact-sm">
              {t('banner.left')}
            </ButtonLink>
          )}
        </Group>
      </Alert>
    );
  }
  return endsAt ? (
    <Alert color="orange" radius={0} role="status">
      <Text size="sm">
        {t('banner.ends')} <Time at={endsAt} />
      </Text>
    </Alert>
  ) : null;
}
