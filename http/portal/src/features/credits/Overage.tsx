import { Box, Button, Group, Paper, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { followed } from '../../api/following';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { useMoney } from '../plans/money';
import { creditsQuery, type Credits } from './queries';

const rupees = (text: string) => (/^\d{1,9}(\.\d{1,2})?$/.test(text.trim()) ? Number(text) : undefined);

/** How far to go on when the credits are used up. */
export function Overage(props: { overage: Credits['overage']; editable: boolean }) {
  const { t } = useTranslation('credits');
  const money = useMoney();
  const client = useQueryClient();
  const [text, setText] = useState(String(props.overage.ceiling.minor / 100));
  const amount = rupees(text);
  const save = useMutation({
    mutationFn: (ceilingPaise: number) =>
      followed(client, creditsQuery.queryKey, () =>
        done(api.PUT('/api/v1/credits/overage', { body: { ceilingPaise } })),
      ),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (amount !== undefined) save.mutate(Math.round(amount * 100));
  };
  return (
    <Paper component="form" withBorder radius="lg" p="md" mb="lg" onSubmit={submit} noValidate>
      <Text component="h2" fw={650} mt={0} mb={4}>
        {t('overage.title')}
      </Text>
      <Text size="sm" c="dimmed" mb="sm">
        {t('overage.text', {
          spent: money(props.overage.spent),
          ceiling: money(props.overage.ceiling),
        })}
      </Text>
      {props.editable && props.overage.allowed && (
        <Group align="flex-end" gap="sm">
          <TextInput
            label={t('overage.ceiling')}
            inputMode="decimal"
            value={text}
            error={amount === undefined ? t('overage.notAnAmount') : undefined}
            onChange={(e) => setText(e.currentTarget.value)}
          />
          <Button type="submit" loading={save.isPending} disabled={amount === undefined || amount * 100 === props.overage.ceiling.minor}>
            {t('overage.save')}
          </Button>
        </Group>
      )}
      {save.isError && (
        <Box mt="md">
          <ProblemAlert error={save.error} />
        </Box>
      )}
    </Paper>
  );
}
