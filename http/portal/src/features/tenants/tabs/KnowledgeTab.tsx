import { Stack, Text } from '@mantine/core';
import { IconBook2 } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../../ui/EmptyState';
import { PagedListing } from '../../../ui/Listing';
import table from '../../../ui/Table.module.css';
import { tenantKnowledgeQuery } from '../queries';

/** What a business's AI may answer. */
export default function KnowledgeTab({ tenant }: { tenant: string }) {
  const { t } = useTranslation('tenants');
  const knowledge = useInfiniteQuery(tenantKnowledgeQuery(tenant));
  return (
    <PagedListing
      query={knowledge}
      empty={<EmptyState icon={IconBook2} title={t('knowledge.none')} />}
    >
      {(items) => (
      <ul className={table.cards} aria-label={t('tab.knowledge')}>
        {items.map((item) => (
          <li key={item.id} data-testid="answer">
            <Stack gap={2}>
              <Text size="sm" fw={600}>
                {item.question}
              </Text>
              <Text size="sm" c="dimmed">
                {item.answer}
              </Text>
            </Stack>
          </li>
        ))}
      </ul>
      )}
    </PagedListing>
  );
}
