import { Alert, Button, Group, Loader, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { meQuery, useSignOut } from '../../app/session';
import { lastError } from '../../ui/lastError';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Entrance } from './Entrance';

/** Signed in, but the address is not confirmed yet. */
export function UnverifiedPage() {
  const { t } = useTranslation('session');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const me = useQuery(meQuery);
  const signOut = useSignOut(() => void navigate({ to: '/sign-in' }));
  const again = useMutation({ mutationFn: () => done(api.POST('/api/v1/auth/verification')) });

  const goOn = async () => {
    await queries.invalidateQueries({ queryKey: meQuery.queryKey });
    await navigate({ to: '/' });
  };

  return (
    <Entrance title={t('unverified.title')}>
      <ProblemAlert error={lastError(signOut, again) ?? me.error} />
      {again.isSuccess && <Alert color="green">{t('unverified.sent')}</Alert>}
      {me.isPending && <Loader />}
      {me.data && <Text>{t('unverified.text', { email: me.data.email })}</Text>}
      <Button onClick={() => void goOn()}>{t('unverified.done')}</Button>
      <Group grow>
        <Button variant="default" loading={again.isPending} onClick={() => again.mutate()}>
          {t('unverified.again')}
        </Button>
        <Button variant="default" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('unverified.out')}
        </Button>
      </Group>
    </Entrance>
  );
}
