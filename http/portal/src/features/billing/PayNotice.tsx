import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ProblemAlert } from '../../ui/ProblemAlert';
import type { PayState } from './usePay';

/** How a payment goes. */
export function PayNotice({ state }: { state: PayState }) {
  const { t } = useTranslation('billing');
  switch (state.step) {
    case 'idle':
    case 'open':
      return null;
    case 'loading':
    case 'waiting':
      return (
        <Alert variant="light" role="status">
          {t(`checkout.${state.step}`)}
        </Alert>
      );
    case 'done':
      return (
        <Alert variant="light" color="green" role="status">
          {t('checkout.done')}
        </Alert>
      );
    case 'declined':
      return (
        <Alert variant="light" color="red" role="alert">
          {t('checkout.failed', { reason: state.reason })}
        </Alert>
      );
    case 'unavailable':
      return (
        <Alert variant="light" color="red" role="alert">
          {t('checkout.unavailable')}
        </Alert>
      );
    case 'refused':
      return <ProblemAlert error={state.error} />;
  }
}
