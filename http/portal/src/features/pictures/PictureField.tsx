import { Button, FileButton, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { meQuery } from '../../app/session';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { shrink } from './shrink';

interface Props {
  path: '/api/v1/me/picture' | '/api/v1/settings/logo';
  /** Whether there is one to be taken away. */
  has: boolean;
  /** How it looks now. */
  children: ReactNode;
}

/** Uploads a picture, made small here already, or takes it away. */
export function PictureField({ path, has, children }: Props) {
  const { t } = useTranslation('pictures');
  const queries = useQueryClient();
  const change = useMutation({
    mutationFn: async (file: File | null) => {
      if (!file) return done(api.DELETE(path));
      await body(api.PUT(path, { body: { picture: await shrink(file) } }));
    },
    onSuccess: () => queries.invalidateQueries({ queryKey: meQuery.queryKey }),
  });
  // Whatever the browser cannot read never leaves it.
  const unreadable = change.error instanceof DOMException;
  return (
    <Stack gap="xs">
      <Group role="group" aria-label={path === '/api/v1/me/picture' ? t('yours') : t('logo')}>
        {children}
        <FileButton accept="image/png,image/jpeg,image/webp" onChange={(file) => file && change.mutate(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={change.isPending}>
              {has ? t('replace') : t('choose')}
            </Button>
          )}
        </FileButton>
        {has && (
          <Button variant="subtle" color="red" disabled={change.isPending} onClick={() => change.mutate(null)}>
            {t('remove')}
          </Button>
        )}
      </Group>
      <Text size="xs" c="dimmed">
        {t('hint')}
      </Text>
      {unreadable && (
        <Text size="sm" c="red" role="alert">
          {t('unreadable')}
        </Text>
      )}
      {change.error && !unreadable && <ProblemAlert error={change.error} />}
    </Stack>
  );
}
