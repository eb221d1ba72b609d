import { Box, Button, Checkbox, Paper, SimpleGrid, Skeleton, Switch, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { limitNames, planAgentsQuery, planVersionsQuery, plansQuery, type PlanVersion } from './queries';

type Field = Exclude<(typeof limitNames)[number], 'agents'> | 'price';

const number = (text: string) => (/^\d+(\.\d{1,2})?$/.test(text.trim()) ? Number(text) : undefined);

/** A draft of the next version, made from the newest. */
export function PlanEditor(props: { from: PlanVersion }) {
  const { t } = useTranslation('plans');
  const client = useQueryClient();
  const { from } = props;
  const [values, setValues] = useState<Record<Field, string>>({
    price: String(from.price.minor / 100),
    channels: String(from.limits.channels),
    seats: String(from.limits.seats),
    contacts: String(from.limits.contacts),
    creditsPerMonth: String(from.limits.creditsPerMonth),
    tokensPerMonth: String(from.limits.tokensPerMonth),
  });
  const [features, setFeatures] = useState(from.features);
  const [overage, setOverage] = useState(from.overage);
  const agents = useQuery(planAgentsQuery);
  const known = agents.data?.items.map((a) => a.name) ?? [];
  const chosen = features.filter((f) => known.includes(f)).length;
  const toggle = (name: string, on: boolean) =>
    setFeatures(on ? [...features, name] : features.filter((f) => f !== name));
  const wrong = (name: Field) => {
    const n = number(values[name]);
    return n === undefined || (name !== 'price' && !Number.isInteger(n));
  };
  const publish = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/manage/plans/{plan}/versions', {
          params: { path: { plan: from.plan } },
          body: {
            after: from.version,
            name: from.name,
            pricePaise: Math.round(Number(values.price) * 100),
            limits: {
              agents: chosen,
              channels: Number(values.channels),
              seats: Number(values.seats),
              contacts: Number(values.contacts),
              creditsPerMonth: Number(values.creditsPerMonth),
              tokensPerMonth: Number(values.tokensPerMonth),
            },
            features,
            overage,
          },
        }),
      ),
    onSettled: () =>
      Promise.all([
        client.invalidateQueries({ queryKey: planVersionsQuery(from.plan).queryKey }),
        client.invalidateQueries({ queryKey: plansQuery.queryKey }),
      ]),
  });
  const fields: Field[] = ['price', ...limitNames.filter((n) => n !== 'agents')];
  const invalid = fields.some(wrong);
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (!invalid) publish.mutate();
  };
  return (
    <Paper component="form" withBorder radius="lg" p="md" onSubmit={submit} noValidate>
      <Text component="h2" fw={650} mt={0} mb="xs">
        {t('manage.next', { version: from.version + 1 })}
      </Text>
      <Text size="sm" c="dimmed" mb="md">
        {t('manage.keep')}
      </Text>
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }}>
        {fields.map((name) => (
          <TextInput
            key={name}
            label={name === 'price' ? t('manage.priceField') : t(`limit.${name}`)}
            inputMode={name === 'price' ? 'decimal' : 'numeric'}
            value={values[name]}
            disabled={name === 'price' && from.plan === 'free'}
            error={wrong(name) ? t('manage.notANumber') : undefined}
            onChange={(e) => setValues({ ...values, [name]: e.currentTarget.value })}
          />
        ))}
      </SimpleGrid>
      <Text component="h3" size="sm" fw={600} mt="lg" mb="xs" id="plan-agents">
        {t('manage.agents', { count: chosen })}
      </Text>
      {agents.isPending && <Skeleton h={120} />}
      <ProblemAlert error={agents.error} onRetry={() => void agents.refetch()} />
      <SimpleGrid cols={{ base: 1, xs: 2, md: 3 }} spacing="xs" role="group" aria-labelledby="plan-agents">
        {known.map((name) => (
          <Checkbox
            key={name}
            label={name}
            checked={features.includes(name)}
            onChange={(e) => toggle(name, e.currentTarget.checked)}
          />
        ))}
      </SimpleGrid>
      <Switch
        mt="lg"
        label={t('manage.overage')}
        description={t('manage.overageHint')}
        checked={overage}
        onChange={(e) => setOverage(e.currentTarget.checked)}
      />
      {publish.isError && (
        <Box mt="md">
          <ProblemAlert error={publish.error} />
        </Box>
      )}
      <Button type="submit" mt="md" loading={publish.isPending} disabled={invalid || !agents.data}>
        {t('manage.publish')}
      </Button>
    </Paper>
  );
}
