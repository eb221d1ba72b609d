import { Box, Center, Paper, Stack, Text, Title } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Brand } from '../../ui/Brand';
import { usePageTitle } from '../../ui/Page';

interface Props {
  title: string;
  lead?: string;
  children: ReactNode;
  /** Below the card: other ways to go. */
  footer?: ReactNode;
}

/** The frame of every page before one is in. */
export function Entrance({ title, lead, children, footer }: Props) {
  const { t } = useTranslation();
  usePageTitle(title);
  const page = useRef<HTMLElement>(null);
  useEffect(() => {
    // On a phone its keyboard would cover the page.
    if (!window.matchMedia('(pointer: fine)').matches) return;
    page.current?.querySelector<HTMLElement>('[data-autofocus]')?.focus();
  }, []);
  return (
    <Center component="main" ref={page} mih="100dvh" p="md">
      <Stack w="100%" maw={380} gap="lg">
        <Stack align="center" gap={6}>
          <Brand size={38} />
          <Text c="dimmed" size="sm">
            {t('app.tagline')}
          </Text>
        </Stack>
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          <Stack>
            <Box>
              <Title order={1} size="h3">
                {title}
              </Title>
              {lead && (
                <Text c="dimmed" size="sm">
                  {lead}
                </Text>
              )}
            </Box>
            {children}
          </Stack>
        </Paper>
        {footer}
      </Stack>
    </Center>
  );
}
