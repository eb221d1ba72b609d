import { Badge, Button, Group, Paper, Progress, SimpleGrid, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { followed } from '../../api/following';
import { Page } from '../../ui/Page';
import { lastError } from '../../ui/lastError';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { accountQuery } from '../business/account';
import { settingsQuery } from '../business/settings';
import { VoiceForm } from '../business/VoicePage';
import { Logo } from '../pictures/Logo';
import { Documents } from './Documents';
import { Launch } from './Launch';
import { onboardingQuery, type Onboarding, type Step } from './queries';
import { Templates } from './Templates';

/** A new business on its way to an AI that answers; may be left and gone on with at any time. */
export function OnboardingPage() {
  const { t } = useTranslation('onboarding');
  const onboarding = useQuery(onboardingQuery);
  return (
    <Page title={t('title')} lead={t('lead')}>
      {onboarding.isError && (
        <ProblemAlert error={onboarding.error} onRetry={() => void onboarding.refetch()} />
      )}
      {onboarding.isPending && <Skeleton h={320} radius="lg" />}
      {onboarding.data && <Wizard onboarding={onboarding.data} />}
    </Page>
  );
}

function Wizard({ onboarding }: { onboarding: Onboarding }) {
  const { t } = useTranslation('onboarding');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { steps, launched } = onboarding;
  const first = steps.find((s) => !s.outcome)?.step ?? 'launch';
  const [current, setCurrent] = useState<Step>(first);
  const finish = useMutation({
    mutationFn: (wanted: { step: Step; outcome: 'done' | 'skipped' }) =>
      body(
        api.PUT('/api/v1/onboarding/steps/{step}', {
          params: { path: { step: wanted.step } },
          body: { outcome: wanted.outcome },
        }),
      ),
    onSuccess: (saved, { step }) => {
      queries.setQueryData(onboardingQuery.queryKey, saved);
      const at = steps.findIndex((s) => s.step === step);
      setCurrent(steps[at + 1]?.step ?? 'launch');
    },
  });
  const launch = useMutation({
    // The banner above every page asks to go on with this until then.
    mutationFn: () =>
      followed(queries, accountQuery.queryKey, () => body(api.POST('/api/v1/onboarding/launch'))),
    onSuccess: (saved) => {
      queries.setQueryData(onboardingQuery.queryKey, saved);
      void navigate({ to: '/inbox' });
    },
  });
  const finished = steps.filter((s) => s.outcome).length;
  return (
    <Stack gap="lg">
      <div>
        <Progress
          value={(100 * finished) / steps.length}
          aria-label={t('progress', { done: finished, all: steps.length })}
        />
        <Text size="sm" c="dimmed" mt={4}>
          {t('progress', { done: finished, all: steps.length })}
        </Text>
      </div>
      <SimpleGrid cols={{ base: 2, sm: 4 }} role="group" aria-label={t('steps')}>
        {steps.map((s) => (
          <Button
            key={s.step}
            variant={s.step === current ? 'filled' : 'default'}
            aria-current={s.step === current ? 'step' : undefined}
            rightSection={s.outcome && <Badge size="xs">{t(`outcome.${s.outcome}`)}</Badge>}
            onClick={() => setCurrent(s.step)}
          >
            {t(`step.${s.step}`)}
          </Button>
        ))}
      </SimpleGrid>
      <ProblemAlert error={lastError(finish, launch)} />
      <Paper withBorder radius="lg" p="lg" component="section" aria-label={t(`step.${current}`)}>
        <Title order={2} size="h3" mb={4}>
          {t(`step.${current}`)}
        </Title>
        <Text c="dimmed" size="sm" mb="md">
          {t(`explain.${current}`)}
        </Text>
        {current === 'voice' && <Voice onSaved={() => finish.mutate({ step: 'voice', outcome: 'done' })} />}
        {current === 'assets' && <Logo />}
        {current === 'documents' && <Documents />}
        {current === 'launch' && <Launch />}
        <Group mt="lg" justify="space-between">
          {current === 'launch' ? (
            <Button disabled={launched} loading={launch.isPending} onClick={() => launch.mutate()}>
              {launched ? t('launched') : t('launch')}
            </Button>
          ) : (
            <>
              <Button
                variant="subtle"
                color="gray"
                loading={finish.isPending}
                onClick={() => finish.mutate({ step: current, outcome: 'skipped' })}
              >
                {t('skip')}
              </Button>
              {(current === 'assets' || current === 'documents') && (
                <Button disabled={finish.isPending} onClick={() => finish.mutate({ step: current, outcome: 'done' })}>
                  {t('next')}
                </Button>
              )}
            </>
          )}
        </Group>
      </Paper>
    </Stack>
  );
}

function Voice({ onSaved }: { onSaved: () => void }) {
  const { t } = useTranslation('onboarding');
  const settings = useQuery(settingsQuery);
  if (!settings.data) return <Skeleton h={240} radius="md" />;
  return (
    <Stack>
      <Templates industry={settings.data.profile.industry} />
      <Title order={3} size="h4">
        {t('own')}
      </Title>
      {/* A template that was taken over shows its words at once. */}
      <VoiceForm key={JSON.stringify(settings.data.voice)} settings={settings.data} onSaved={onSaved} />
    </Stack>
  );
}
