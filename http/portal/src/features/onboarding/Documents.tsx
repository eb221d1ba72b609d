import { ActionIcon, Button, Group, Paper, Skeleton, Stack, Text, Textarea, TextInput } from '@mantine/core';
import { IconTrash } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { knowledgeQuery } from './queries';

/** Questions customers ask, and what the business answers. */
export function Documents() {
  const { t } = useTranslation('onboarding');
  const queries = useQueryClient();
  const knowledge = useQuery(knowledgeQuery);
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
  const items = knowledge.data?.items;
  return (
    <Stack>
      <ProblemAlert error={knowledge.error ?? add.error ?? remove.error} />
      {knowledge.isPending && <Skeleton h={120} radius="md" />}
      {items?.length === 0 && <Text c="dimmed">{t('documents.none')}</Text>}
      {items?.map((item) => (
        <Paper key={item.id} withBorder radius="md" p="sm">
          <Group justify="space-between" wrap="nowrap" align="flex-start">
            <div>
              <Text fw={600} size="sm">
                {item.question}
              </Text>
              <Text size="sm">{item.answer}</Text>
            </div>
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={t('documents.remove', { question: item.question })}
              onClick={() => remove.mutate(item.id)}
            >
              <IconTrash size={16} aria-hidden />
            </ActionIcon>
          </Group>
        </Paper>
      ))}
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
