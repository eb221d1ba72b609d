import { Box, Group, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';

/** An ordinary page: heading, actions, content. */
export function Page(props: {
  title: string;
  lead?: string;
  actions?: ReactNode;
  children: ReactNode;
}) {
  usePageTitle(props.title);
  return (
    <Box px={{ base: 'md', md: 'xl' }} py={{ base: 'md', md: 'lg' }} maw={1280} mx="auto">
      <Group justify="space-between" align="flex-start" mb="lg" gap="sm">
        <div style={{ minWidth: 0 }}>
          <Title order={1} size="h2">
            {props.title}
          </Title>
          {props.lead && (
            <Text c="dimmed" size="sm" mt={4}>
              {props.lead}
            </Text>
          )}
        </div>
        {props.actions}
      </Group>
      {props.children}
    </Box>
  );
}

export function usePageTitle(title: string): void {
  const { t } = useTranslation();
  useDocumentTitle(`${title} · ${t('app.name')}`);
}
