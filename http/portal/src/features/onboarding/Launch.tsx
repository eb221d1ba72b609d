import { Button, Group, Paper, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { channelsQuery } from '../../api/queries';
import { useMay } from '../../app/session';
import { ButtonLink } from '../../ui/links';
import { ProblemAlert } from '../../ui/ProblemAlert';

/** A channel to be reached by, and a question to try the AI with before customers do. */
export function Launch() {
  const { t } = useTranslation('onboarding');
  const connects = useMay('channels.manage');
  const channels = useQuery({ ...channelsQuery, enabled: connects });
  const [question, setQuestion] = useState('');
  const trial = useMutation({
    mutationFn: () => body(api.POST('/api/v1/onboarding/trial', { body: { question: question.trim() } })),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (question.trim()) trial.mutate();
  };
  const count = channels.data?.items.length ?? 0;
  return (
    <Stack>
      {connects && (
        <Group justify="space-between">
          <Text>{count === 0 ? t('channel.none') : t('channel.some', { count })}</Text>
          <ButtonLink to="/channels" variant="default">
            {t('channel.connect')}
          </ButtonLink>
        </Group>
      )}
      <form onSubmit={submit}>
        <Group align="flex-end">
          <TextInput
            flex={1}
            label={t('trial.question')}
            placeholder={t('trial.example')}
            value={question}
            maxLength={1000}
            onChange={(e) => setQuestion(e.currentTarget.value)}
          />
          <Button type="submit" variant="default" loading={trial.isPending}>
            {t('trial.ask')}
          </Button>
        </Group>
      </form>
      <ProblemAlert error={trial.error} />
      <div role="status">
        {trial.data && (
          <Paper withBorder radius="md" p="sm">
            <Text>{trial.data.answer}</Text>
            <Text size="xs" c="dimmed" mt="xs">
              {trial.data.action === 'escalate' ? t('trial.escalates') : t('trial.answers')}
            </Text>
          </Paper>
        )}
      </div>
    </Stack>
  );
}
