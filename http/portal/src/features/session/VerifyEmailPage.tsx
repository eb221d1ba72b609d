import { Alert, Button, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { meQuery } from '../../app/session';
import { ButtonLink } from '../../ui/links';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Entrance } from './Entrance';

/** Where the mailed link leads. Asks for a click: programs that look at mails follow links, too. */
export function VerifyEmailPage() {
  const { t } = useTranslation('session');
  const { token } = useSearch({ from: '/verify-email' });
  const queries = useQueryClient();
  const attempt = useMutation({
    mutationFn: (link: string) =>
      done(api.POST('/api/v1/auth/verify-email', { body: { token: link } })),
    onSuccess: () => queries.removeQueries({ queryKey: meQuery.queryKey }),
  });
  return (
    <Entrance title={t('verify.title')}>
      {attempt.isSuccess ? (
        <>
          <Alert color="green">{t('verify.done')}</Alert>
          <ButtonLink to="/">{t('verify.go')}</ButtonLink>
        </>
      ) : (
        <>
          <ProblemAlert error={attempt.error} />
          <Text>{token ? t('verify.text') : t('verify.missing')}</Text>
          {token && (
            <Button loading={attempt.isPending} onClick={() => attempt.mutate(token)}>
              {t('verify.submit')}
            </Button>
          )}
        </>
      )}
    </Entrance>
  );
}
