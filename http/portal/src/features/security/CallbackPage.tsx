import { Anchor, Center, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Link, useLoaderData, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import {
  entered,
  signedIn,
  startPage,
  type Challenge,
  type SignInAnswer,
} from '../../app/session';
import type { Me } from '../../api/model';
import { SecondFactor } from '../session/SecondFactor';
import { Brand } from '../../ui/Brand';
import { usePageTitle } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { forget, recall, type Journey } from './journey';
import { securityQuery } from './queries';

/** Where other sites send people back to. */
export function CallbackPage() {
  const { t } = useTranslation('security');
  usePageTitle(t('callback.title'));
  const router = useRouter();
  const queries = useQueryClient();
  const answer = useLoaderData({ from: '/auth/callback' });
  const [journey] = useState<Journey | undefined>(recall);
  const [challenged, setChallenged] = useState<Challenge>();
  const started = useRef(false);

  const enter = (me: Me) => {
    if (journey?.redirect) router.history.replace(journey.redirect);
    else void router.navigate({ to: startPage(me), replace: true });
  };
  const finish = useMutation({
    mutationFn: async (sent: { state: string; code: string; flow: string }) => {
      if (journey?.purpose !== 'link') return body(api.POST('/api/v1/auth/arrival', { body: sent }));
      await done(api.POST('/api/v1/me/accounts', { body: sent }));
      return undefined;
    },
    onSuccess: async (response) => {
      if (response) {
        const next = entered(queries, response);
        return 'challenge' in next ? setChallenged(next) : enter(next);
      }
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
      await router.navigate({ to: '/settings/security', replace: true });
    },
  });

  const { mutate } = finish;
  useEffect(() => {
    // A state is good for one attempt, however often this is rendered.
    if (answer && journey && !started.current) {
      started.current = true;
      forget();
      mutate({ ...answer, flow: journey.flow });
    }
  }, [answer, journey, mutate]);

  const back = journey?.purpose === 'link' ? '/settings/security' : '/sign-in';
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={380} gap="lg">
        <Stack align="center">
          <Brand size={38} />
        </Stack>
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          {challenged ? (
            <SecondFactor
              {...challenged}
              onSignedIn={(response: SignInAnswer) => enter(signedIn(queries, response))}
              onCancel={() => void router.navigate({ to: '/sign-in', replace: true })}
            />
          ) : (
            <Stack>
              <Title order={1} size="h3">
                {t('callback.title')}
              </Title>
              {finish.error || !answer || !journey ? (
                <>
                  {finish.error ? (
                    <ProblemAlert error={finish.error} />
                  ) : (
                    <Text>{t('callback.cancelled')}</Text>
                  )}
                  <Anchor component={Link} to={back}>
                    {t('callback.back')}
                  </Anchor>
                </>
              ) : (
                <Center role="status" aria-label={t('callback.wait')}>
                  <Loader />
                </Center>
              )}
            </Stack>
          )}
        </Paper>
      </Stack>
    </Center>
  );
}
