import { Alert, Button, Group, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../../app/session';
import { Lazily } from '../../../ui/Lazily';
import { ProblemAlert } from '../../../ui/ProblemAlert';
import { Balance } from '../../credits/Balance';
import { tenantCreditsQuery } from '../../credits/queries';
import { Statement } from '../../credits/Statement';

const AdjustCredits = lazy(() => import('../AdjustCredits'));

/** What a business has to spend and what it went on. */
export default function CreditsTab({ tenant }: { tenant: string }) {
  const { t } = useTranslation('tenants');
  const credits = useQuery(tenantCreditsQuery(tenant));
  const mayManage = useMay('tenants.manage');
  const [adjusting, setAdjusting] = useState(false);
  return (
    <>
      {mayManage && (
        <Group justify="flex-end" mb="sm">
          <Button variant="default" onClick={() => setAdjusting(true)}>
            {t('adjust.open')}
          </Button>
        </Group>
      )}
      <ProblemAlert error={credits.error} onRetry={() => void credits.refetch()} />
      {credits.isPending && <Skeleton h={120} mb="lg" />}
      {credits.data?.lockedFor && (
        <Alert color="red" variant="light" mb="md">
          {t('creditsLocked', { reason: credits.data.lockedFor })}
        </Alert>
      )}
      {credits.data && <Balance credits={credits.data} />}
      <Statement tenant={tenant} />
      <Lazily when={adjusting}>
        {adjusting && <AdjustCredits tenant={tenant} onClose={() => setAdjusting(false)} />}
      </Lazily>
    </>
  );
}
