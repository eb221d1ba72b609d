import { Alert, Skeleton, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../app/session';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Accounts } from './Accounts';
import { Passkeys } from './Passkeys';
import { securityQuery } from './queries';
import { TwoStep } from './TwoStep';

/** How one's own account is protected. */
export function SecurityPage() {
  const { t } = useTranslation('security');
  const me = useMe();
  const security = useQuery(securityQuery);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack gap="lg" maw={720}>
        {me.role === 'pending_operator' && (
          <Alert color="yellow" title={t('required.title')}>
            {t('required.text')}
          </Alert>
        )}
        {security.isPending && <Skeleton height={180} radius="lg" aria-label={t('loading')} />}
        {security.isError && (
          <ProblemAlert error={security.error} onRetry={() => void security.refetch()} />
        )}
        {security.data && (
          <>
            <TwoStep security={security.data} />
            <Passkeys security={security.data} />
            {security.data.accounts.length > 0 && (
              <Accounts accounts={security.data.accounts} password={security.data.password} />
            )}
          </>
        )}
      </Stack>
    </Page>
  );
}
