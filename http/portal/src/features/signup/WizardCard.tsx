import { Center, Paper, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { usePageTitle } from '../../ui/Page';

/** The frame of every step of a sign-up. */
export function WizardCard({ title, children }: { title: string; children: ReactNode }) {
  usePageTitle(title);
  return (
    <Center p="md" mih="80vh">
      <Paper withBorder radius="lg" p="lg" w="100%" maw={640}>
        <Stack gap="sm">
          <Title order={1} size="h2">
            {title}
          </Title>
          {children}
        </Stack>
      </Paper>
    </Center>
  );
}
