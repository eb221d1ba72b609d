import { Badge } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { TenantState } from './queries';

const colors: Record<TenantState, string> = {
  signing_up: 'gray',
  onboarding: 'blue',
  active: 'green',
  past_due: 'yellow',
  frozen: 'orange',
  paused: 'grape',
  cancelled: 'red',
  erased: 'gray',
};

export function TenantStateBadge({ state }: { state: TenantState }) {
  const { t } = useTranslation('tenants');
  return (
    <Badge variant="light" color={colors[state]}>
      {t(`state.${state}`)}
    </Badge>
  );
}
