import { Group, Paper, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

/** One way of protection, with what can be done about it. */
export function Section(props: {
  title: string;
  lead: string;
  badge?: ReactNode;
  actions?: ReactNode;
  children?: ReactNode;
}) {
  return (
    <Paper component="section" withBorder p="lg" radius="lg" aria-label={props.title}>
      <Stack>
        <Group justify="space-between" align="flex-start" gap="sm">
          <div style={{ flex: '1 1 280px' }}>
            <Group gap="xs">
              <Title order={2} size="h4">
                {props.title}
              </Title>
              {props.badge}
            </Group>
            <Text c="dimmed" size="sm">
              {props.lead}
            </Text>
          </div>
          {props.actions}
        </Group>
        {props.children}
      </Stack>
    </Paper>
  );
}
