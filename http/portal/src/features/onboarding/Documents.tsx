import { Button, Group, Paper, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { itemsOf } from '../../api/queries';
import { LoadMore } from '../../ui/LoadMore';
import { lastError } from '../../ui/lastError';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { SureButton } from '../../ui/SureButton';
import { knowledgeQuery } from './queries';

/** Questions customers ask, and what the business answers. */
export function Documents() {
  const { t } = useTranslation('onboarding');
  const queries = useQueryClient();
  const knowledge = useInfiniteQuery(knowledgeQuery);
  const [question, setQuestion] = useState('');
  const [answer, setAnswer] = useState('');
  const again = () => queries.invalidateQueries({ queryKey: knowledgeQuery.queryKey });
  const add = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/knowledge', { body: { question: question.trim(), answer: answer.trim() } })),
    onSuccess: async () => {
      setQuestion('');
      setAnswer('');
      await again();
    },
  });
  const remove = useMutation({
    mutationFn: (id: string) => done(api.DELETE('/api/v1/knowledge/{id}', { params: { path: { id } } })),
    onSuccess: again,
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (question.trim() && answer.trim()) add.mutate();
  };
  const items = knowledge.data && itemsOf(knowledge.data);
  return (
    <Stack>
      <ProblemAlert error={knowledge.error ?? lastError(add, remove)} />
      {knowledge.isPending && <Skeleton h={120} radius="md" />}
      {items?.length === 0 && <Text c="dimmed">{t('documents.none')}</Text>}
      {items?.map((item) => (
        <Paper key={item.id} withBorder radius="md" p="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div style={{ minWidth: 0, overflowWrap: 'anywhere' }}>
              <Text fw={600} size="sm" dir="auto">
                {item.question}
              </Text>
              <Text size="sm" dir="auto">
                {item.answer}
              </Text>
            </div>
            <SureButton
              flex="none"
              size="compact-sm"
              variant="subtle"
              loading={remove.isPending && remove.variables === item.id}
              aria-label={t('documents.removeOf', { question: item.question })}
              sure={t('documents.removeSure')}
              onSure={() => remove.mutate(item.id)}
            >
              {t('documents.remove')}
            </SureButton>
          </Group>
        </Paper>
      ))}
      <LoadMore query={knowledge} />
      <form onSubmit={submit}>
        <Stack gap="xs">
          <TextInput
            label={t('documents.question')}
            value={question}
            maxLength={500}
            onChange={(e) => setQuestion(e.currentTarget.value)}
          />
          <Textarea
            label={t('documents.answer')}
            value={answer}
            maxLength={2000}
            autosize
            minRows={2}
            onChange={(e) => setAnswer(e.currentTarget.value)}
          />
          <Group>
            <Button type="submit" variant="default" loading={add.isPending}>
              {t('documents.add')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Stack>
  );
}
