import { Button, Group, Skeleton, Stack, Text, TextInput } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { become } from '../../app/session';
import type { components } from '../../api/generated/schema';
import { asProblem } from '../../api/problem';
import { Choice } from '../../ui/Choice';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { ownTimeZone, timeZones } from '../business/places';
import { orNull } from '../business/settings';
import { PlanStep } from './PlanStep';
import { WizardCard } from './WizardCard';

type Draft = components['schemas']['SignUpDraft'];
const steps = ['company', 'location', 'plan'] as const;
type Step = (typeof steps)[number];

export const draftQuery = queryOptions({
  queryKey: ['sign-up'],
  queryFn: () => body(api.GET('/api/v1/sign-up/draft')),
});

const save = (draft: Partial<Draft>) => body(api.PUT('/api/v1/sign-up/draft', { body: draft }));

/** From an account to a business of one's own; goes on where it was left. */
export function SignUpBusinessPage() {
  const { t } = useTranslation('signUp');
  const draft = useQuery(draftQuery);
  return (
    <WizardCard title={t('title')}>
      <ProblemAlert error={draft.error} onRetry={() => void draft.refetch()} />
      {draft.isPending && <Skeleton h={240} radius="md" />}
      {draft.data && <Wizard draft={draft.data} />}
    </WizardCard>
  );
}

function Wizard({ draft }: { draft: Draft }) {
  const { t } = useTranslation('signUp');
  const first: Step = !draft.company ? 'company' : !draft.location ? 'location' : 'plan';
  const [step, setStep] = useState<Step>(first);
  return (
    <Stack>
      <Text size="sm" c="dimmed" aria-live="polite">
        {t('step', { at: steps.indexOf(step) + 1, of: steps.length, name: t(`steps.${step}`) })}
      </Text>
      {step === 'company' && <Company draft={draft} onDone={() => setStep('location')} />}
      {step === 'location' && (
        <Place draft={draft} onBack={() => setStep('company')} onDone={() => setStep('plan')} />
      )}
      {step === 'plan' && <Plan onBack={() => setStep('location')} />}
    </Stack>
  );
}

function useSaved(onDone: () => void) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: save,
    onSuccess: (draft) => {
      queries.setQueryData(draftQuery.queryKey, draft);
      onDone();
    },
  });
}

function Company({ draft, onDone }: { draft: Draft; onDone: () => void }) {
  const { t } = useTranslation('signUp');
  const [name, setName] = useState(draft.company?.name ?? '');
  const [industry, setIndustry] = useState(draft.company?.industry ?? '');
  const [website, setWebsite] = useState(draft.company?.website ?? '');
  const saving = useSaved(onDone);
  const suggestion = useMutation({
    mutationFn: (of: string) => body(api.GET('/api/v1/sign-up/name', { params: { query: { name: of } } })),
  });
  const refused = saving.error ? asProblem(saving.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (name.trim()) saving.mutate({ company: { name: name.trim(), industry, website: orNull(website) } });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        <TextInput
          label={t('company.name')}
          withAsterisk
          value={name}
          onChange={(e) => setName(e.currentTarget.value)}
          onBlur={() => name.trim() && suggestion.mutate(name.trim())}
          error={refused.name ?? (suggestion.error ? t('company.reserved') : undefined)}
          description={suggestion.data && t('company.id', { id: suggestion.data.id })}
          autoComplete="organization"
        />
        <TextInput
          label={t('company.industry')}
          value={industry}
          onChange={(e) => setIndustry(e.currentTarget.value)}
          error={refused.industry}
        />
        <TextInput
          label={t('company.website')}
          placeholder="https://example.com"
          value={website}
          onChange={(e) => setWebsite(e.currentTarget.value)}
          error={refused.website}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={saving.isPending}>
            {t('next')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Place(props: { draft: Draft; onBack: () => void; onDone: () => void }) {
  const { t } = useTranslation('signUp');
  const known = props.draft.location;
  const [values, setValues] = useState({
    country: known?.country ?? 'IN',
    state: known?.state ?? '',
    city: known?.city ?? '',
    street: known?.street ?? '',
    postalCode: known?.postalCode ?? '',
  });
  const [timeZone, setTimeZone] = useState(known?.timeZone ?? ownTimeZone());
  const saving = useSaved(props.onDone);
  const refused = saving.error ? asProblem(saving.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    saving.mutate({
      location: {
        country: values.country.trim().toUpperCase(),
        state: orNull(values.state),
        city: orNull(values.city),
        street: orNull(values.street),
        postalCode: orNull(values.postalCode),
        timeZone,
      },
    });
  };
  return (
    <form onSubmit={submit} noValidate>
      <Stack>
        {(['country', 'state', 'city', 'street', 'postalCode'] as const).map((f) => (
          <TextInput
            key={f}
            label={t(`location.${f}`)}
            withAsterisk={f === 'country'}
            value={values[f]}
            onChange={(e) => setValues({ ...values, [f]: e.currentTarget.value })}
            error={refused[f]}
          />
        ))}
        <Choice
          label={t('location.timeZone')}
          data={timeZones(timeZone)}
          value={timeZone}
          onChange={(e) => setTimeZone(e.currentTarget.value)}
        />
        <Group justify="space-between">
          <Button variant="subtle" onClick={props.onBack}>
            {t('back')}
          </Button>
          <Button type="submit" loading={saving.isPending}>
            {t('next')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

function Plan({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation('signUp');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const signUp = useMutation({
    mutationFn: async (plan: string) => {
      const made = await body(api.POST('/api/v1/sign-up/tenant', { body: { plan } }));
      const me = await body(api.POST('/api/v1/me/tenant', { body: { tenant: made.tenant } }));
      return { made, me };
    },
    onSuccess: ({ made, me }) => {
      become(queries, me);
      // Paying comes next where there is something to pay; the onboarding waits.
      void (made.plan === 'free'
        ? navigate({ to: '/onboarding' })
        : navigate({ to: '/new-business/payment', search: { plan: made.plan } }));
    },
  });
  return (
    <Stack>
      <ProblemAlert error={signUp.error} />
      <PlanStep busy={signUp.isPending} onChoose={(plan) => signUp.mutate(plan)} />
      <Group>
        <Button variant="subtle" onClick={onBack} disabled={signUp.isPending}>
          {t('back')}
        </Button>
      </Group>
    </Stack>
  );
}
