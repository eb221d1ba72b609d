import { Badge, Button, Group, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Time } from '../../ui/Time';
import { booksQuery, type Invoice } from './queries';

const colors = { waiting: 'blue', synced: 'green', failed: 'red' } as const;

/** What of an invoice has reached the books that are kept elsewhere; nothing where there are none. */
export default function Books({ invoice }: { invoice: Invoice }) {
  const { t } = useTranslation('invoices');
  const queries = useQueryClient();
  const path = { params: { path: { tenant: invoice.tenant, id: invoice.id } } };
  const books = useQuery(booksQuery(invoice.tenant, invoice.id));
  const retry = useMutation({
    mutationFn: () => body(api.POST('/api/v1/manage/invoices/{tenant}/{id}/accounting/retry', path)),
    onSettled: () => queries.invalidateQueries({ queryKey: ['invoice', 'books', invoice.tenant, invoice.id] }),
  });
  if (books.isError) return <ProblemAlert error={books.error} onRetry={() => void books.refetch()} />;
  if (!books.data?.on || books.data.entries.length === 0) return null;
  const failed = books.data.entries.some((entry) => entry.state === 'failed');
  return (
    <Stack gap="xs" data-testid="books">
      <Group justify="space-between">
        <Title order={3} size="h5">
          {t('books.title')}
        </Title>
        {failed && (
          <Button size="xs" variant="light" loading={retry.isPending} onClick={() => retry.mutate()}>
            {t('books.retry')}
          </Button>
        )}
      </Group>
      {retry.isError && <ProblemAlert error={retry.error} />}
      {books.data.entries.map((entry) => (
        <Stack key={`${entry.kind} ${entry.document}`} gap={2}>
          <Group justify="space-between">
            <Text size="sm">{t(`books.kind.${entry.kind}`)}</Text>
            <Badge color={colors[entry.state]} variant="light">
              {t(`books.state.${entry.state}`)}
            </Badge>
          </Group>
          {entry.state === 'failed' && (
            <Text size="xs" c="dimmed">
              <span dir="auto">{entry.reason}</span>
              {entry.nextAt && (
                <>
                  {' · '}
                  {t('books.next')} <Time at={entry.nextAt} />
                </>
              )}
            </Text>
          )}
        </Stack>
      ))}
    </Stack>
  );
}
