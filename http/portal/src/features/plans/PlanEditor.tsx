import { Box, Button, Paper, SimpleGrid, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { limitNames, planVersionsQuery, plansQuery, type PlanVersion } from './queries';

type Field = (typeof limitNames)[number] | 'price';

const number = (text: string) => (/^\d+(\.\d{1,2})?$/.test(text.trim()) ? Number(text) : undefined);

/** A draft of the next version, made from the newest. */
export function PlanEditor(props: { from: PlanVersion }) {
  const { t } = useTranslation('plans');
  const client = useQueryClient();
  const { from } = props;
  const [values, setValues] = useState<Record<Field, string>>({
    price: String(from.price.minor / 100),
    agents: String(from.limits.agents),
    channels: String(from.limits.channels),
    seats: String(from.limits.seats),
    contacts: String(from.limits.contacts),
    creditsPerMonth: String(from.limits.creditsPerMonth),
    tokensPerMonth: String(from.limits.tokensPerMonth),
  });
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
              agents: from.limits.agents,
              channels: Number(values.channels),
              seats: Number(values.seats),
              contacts: Number(values.contacts),
              creditsPerMonth: Number(values.creditsPerMonth),
              tokensPerMonth: Number(values.tokensPerMonth),
            },
            features: from.features,
            overage: from.overage,
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
      <Text size="xs" c="dimmed" mt="sm">
        {t('manage.agents', { count: from.limits.agents, agents: from.features.join(', ') })}
      </Text>
      {publish.isError && (
        <Box mt="md">
          <ProblemAlert error={publish.error} />
        </Box>
      )}
      <Button type="submit" mt="md" loading={publish.isPending} disabled={invalid}>
        {t('manage.publish')}
      </Button>
    </Paper>
  );
}
