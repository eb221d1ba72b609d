import { Alert, Badge, Button, Group, Paper, PasswordInput, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { queryOptions, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import type { Schemas } from '../../api/model';
import { asProblem } from '../../api/problem';
import { CopyField } from '../../ui/CopyField';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { webhookUrl } from '../channels/webhookUrl';

type Setup = Schemas['PaymentSetup'];

const setupQuery = queryOptions({
  queryKey: ['payment-setup'],
  queryFn: () => body(api.GET('/api/v1/ops/payments')),
});

/** The account at the payment provider: credentials go in and never come out. */
export function GatewayPage() {
  const { t } = useTranslation('gateway');
  const setup = useQuery(setupQuery);
  return (
    <Page title={t('title')} lead={t('lead')}>
      <Stack maw={640}>
        <ProblemAlert error={setup.error} onRetry={() => void setup.refetch()} />
        {setup.isPending && <Skeleton h={320} radius="lg" />}
        {setup.data && (
          <>
            <State setup={setup.data} />
            <Credentials key={setup.data.keyId} setup={setup.data} />
          </>
        )}
      </Stack>
    </Page>
  );
}

function State({ setup }: { setup: Setup }) {
  const { t } = useTranslation('gateway');
  const test = useMutation({ mutationFn: () => body(api.POST('/api/v1/ops/payments/test')) });
  return (
    <Paper withBorder radius="lg" p="lg" component="section" aria-labelledby="gateway-state">
      <Stack>
        <Group justify="space-between">
          <Title order={2} size="h4" id="gateway-state">
            {setup.gateway ?? t('none')}
          </Title>
          <Badge variant="light" color={setup.ready ? 'green' : 'orange'}>
            {setup.ready ? t('ready') : t('notReady')}
          </Badge>
        </Group>
        {!setup.webhookSecret && <Alert color="orange">{t('noSecret')}</Alert>}
        {setup.rotating && <Alert color="blue">{t('rotating')}</Alert>}
        {setup.webhookPath && (
          <div>
            <Text size="sm" fw={600} mb={4}>
              {t('webhook')}
            </Text>
            <CopyField label={t('webhook')} value={webhookUrl(setup.webhookPath)} />
          </div>
        )}
        <Group>
          <Button variant="default" loading={test.isPending} disabled={!setup.keyId} onClick={() => test.mutate()}>
            {t('test')}
          </Button>
        </Group>
        <ProblemAlert error={test.error} />
        {test.data && (
          <Alert role="status" color={test.data.accepted ? 'teal' : 'red'}>
            {test.data.accepted ? t('accepted') : t('refused', { detail: test.data.detail ?? '' })}
          </Alert>
        )}
      </Stack>
    </Paper>
  );
}

function Credentials({ setup }: { setup: Setup }) {
  const { t } = useTranslation('gateway');
  const queries = useQueryClient();
  const [values, setValues] = useState({ keyId: setup.keyId ?? '', keySecret: '', webhookSecret: '' });
  const save = useMutation({
    mutationFn: () =>
      done(
        api.PUT('/api/v1/ops/payments', {
          body: {
            keyId: values.keyId.trim(),
            keySecret: values.keySecret || null,
            webhookSecret: values.webhookSecret || null,
          },
        }),
      ),
    onSuccess: async () => {
      setValues({ ...values, keySecret: '', webhookSecret: '' });
      await queries.invalidateQueries({ queryKey: setupQuery.queryKey });
    },
  });
  const refused = save.error ? asProblem(save.error).fields : {};
  const submit = (e: FormEvent) => {
    e.preventDefault();
    save.mutate();
  };
  return (
    <Paper withBorder radius="lg" p="lg" component="section" aria-labelledby="gateway-credentials">
      <form onSubmit={submit} noValidate>
        <Stack>
          <Title order={2} size="h4" id="gateway-credentials">
            {t('credentials')}
          </Title>
          <TextInput
            label={t('keyId')}
            withAsterisk
            autoComplete="off"
            value={values.keyId}
            onChange={(e) => setValues({ ...values, keyId: e.currentTarget.value })}
            error={refused.keyId}
          />
          {(['keySecret', 'webhookSecret'] as const).map((name) => (
            <PasswordInput
              key={name}
              label={t(name)}
              description={t('kept')}
              autoComplete="new-password"
              value={values[name]}
              onChange={(e) => setValues({ ...values, [name]: e.currentTarget.value })}
              error={refused[name]}
            />
          ))}
          <ProblemAlert error={save.error} />
          <Group>
            <Button type="submit" loading={save.isPending} disabled={!values.keyId.trim()}>
              {t('save')}
            </Button>
            <span role="status">{save.isSuccess && t('saved')}</span>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
