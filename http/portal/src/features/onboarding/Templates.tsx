import { Button, Group, Paper, SimpleGrid, Skeleton, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { settingsQuery } from '../business/settings';
import { knowledgeQuery, templatesQuery } from './queries';

/** What businesses of an industry start from, taken over with one click. */
export function Templates({ industry }: { industry: string }) {
  const { t } = useTranslation('onboarding');
  const queries = useQueryClient();
  const templates = useQuery(templatesQuery);
  const apply = useMutation({
    mutationFn: (template: string) =>
      body(api.POST('/api/v1/onboarding/template', { body: { template } })),
    onSuccess: async (settings) => {
      queries.setQueryData(settingsQuery.queryKey, settings);
      await queries.invalidateQueries({ queryKey: knowledgeQuery.queryKey });
    },
  });
  if (templates.isPending) return <Skeleton h={120} radius="md" />;
  return (
    <div>
      <ProblemAlert error={templates.error ?? apply.error} />
      <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }}>
        {templates.data?.items.map((template) => (
          <Paper key={template.key} withBorder radius="md" p="sm">
            <Group justify="space-between" wrap="nowrap">
              <div>
                <Text fw={600}>{template.name}</Text>
                <Text size="xs" c="dimmed">
                  {t('template.holds', {
                    questions: template.questions.length,
                    answers: template.answers.length,
                  })}
                </Text>
              </div>
              <Button
                size="compact-sm"
                variant={template.industry === industry ? 'filled' : 'default'}
                aria-label={t('template.useNamed', { name: template.name })}
                loading={apply.isPending && apply.variables === template.key}
                onClick={() => apply.mutate(template.key)}
              >
                {t('template.use')}
              </Button>
            </Group>
          </Paper>
        ))}
      </SimpleGrid>
      <Text role="status" size="sm" mt="xs">
        {apply.isSuccess && t('template.applied')}
      </Text>
    </div>
  );
}
