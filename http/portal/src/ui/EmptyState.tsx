import { Stack, Text, ThemeIcon } from '@mantine/core';
import type { Icon } from '@tabler/icons-react';
import type { ReactNode } from 'react';

/** What to do when there is nothing to show. */
export function EmptyState(props: {
  icon: Icon;
  title: string;
  text?: string;
  /** Of the page, where there is no other heading. */
  level?: 1 | 2;
  children?: ReactNode;
}) {
  return (
    <Stack align="center" gap="sm" py={56} px="md" mx="auto" maw={460} ta="center">
      <ThemeIcon size={52} radius="xl" variant="light" aria-hidden>
        <props.icon size={26} stroke={1.6} />
      </ThemeIcon>
      <Text component={`h${props.level ?? 2}`} fw={650} fz="lg" m={0}>
        {props.title}
      </Text>
      {props.text && (
        <Text c="dimmed" size="sm">
          {props.text}
        </Text>
      )}
      {props.children}
    </Stack>
  );
}
