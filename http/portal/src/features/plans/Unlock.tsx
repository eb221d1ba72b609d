import { Alert, Text } from '@mantine/core';
import { IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useFormat } from '../../app/format';
import { entitlementsQuery, plansQuery, type Limits } from './queries';

/** Says what a plan lacks and which one unlocks it; nothing while there is room. */
export function Unlock(props: { limit: Extract<keyof Limits, 'channels' | 'seats' | 'contacts'> }) {
  const { t } = useTranslation('plans');
  const format = useFormat();
  const use = useQuery(entitlementsQuery).data;
  const plans = useQuery(plansQuery).data;
  if (!use || !plans) return null;
  const most = use.entitlements.limits[props.limit];
  if (use[props.limit] < most) return null;
  const better = plans.items.find((p) => p.limits[props.limit] > most);
  return (
    <Alert variant="light" mb="md" icon={<IconLock aria-hidden />} data-testid="unlock">
      <Text size="sm">
        {t('full', {
          plan: use.entitlements.name,
          most: format.number(most),
          what: t(`limit.${props.limit}`),
        })}{' '}
        {better
          ? t('unlockedBy', { plan: better.name, most: format.number(better.limits[props.limit]) })
          : t('askUs')}
      </Text>
    </Alert>
  );
}
