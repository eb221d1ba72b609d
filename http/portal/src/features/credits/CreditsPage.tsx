import { Alert, Box, Button, Skeleton, Text } from '@mantine/core';
import { IconDownload, IconLock } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { useLiveFallback, useLiveTopic } from '../../live/LiveProvider';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { plansQuery } from '../plans/queries';
import { PlanComparison } from '../plans/PlanComparison';
import { Balance } from './Balance';
import { Overage } from './Overage';
import { creditsQuery } from './queries';
import { Statement } from './Statement';

/** What there is to spend, what it went on, and what another plan would give. */
export function CreditsPage() {
  const { t } = useTranslation('credits');
  useLiveTopic('credits');
  const refetchInterval = useLiveFallback();
  const credits = useQuery({ ...creditsQuery, refetchInterval });
  const plans = useQuery(plansQuery);
  const mayManage = useMay('billing.manage');
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Button
          component="a"
          href="/api/v1/credits/statement.csv"
          download
          variant="default"
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {t('csv')}
        </Button>
      }
    >
      {credits.isError && (
        <Box mb="md">
          <ProblemAlert error={credits.error} onRetry={() => void credits.refetch()} />
        </Box>
      )}
      {credits.isPending && <Skeleton h={120} mb="lg" />}
      {credits.data && (
        <>
          {credits.data.lockedFor && (
            <Alert color="red" variant="light" mb="md" role="alert" icon={<IconLock aria-hidden />}>
              {t('locked')}
            </Alert>
          )}
          <Balance credits={credits.data} />
          {(credits.data.overage.allowed || credits.data.overage.spent.minor > 0) && (
            <Overage
              key={credits.data.overage.ceiling.minor}
              overage={credits.data.overage}
              editable={mayManage}
            />
          )}
        </>
      )}
      <Statement />
      {plans.data && (
        <Box component="section" mt="xl" aria-label={t('plans')}>
          <Text component="h2" fw={650} mb="sm">
            {t('plans')}
          </Text>
          <PlanComparison
            plans={plans.data.items}
            current={plans.data.items.find((p) => p.name === credits.data?.plan)?.plan}
          />
        </Box>
      )}
    </Page>
  );
}
