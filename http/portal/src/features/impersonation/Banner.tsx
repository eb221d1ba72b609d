import { Button, Group, Text } from '@mantine/core';
import { IconUserShield } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { useMe } from '../../app/session';
import { ProblemAlert } from '../../ui/ProblemAlert';
import classes from './Banner.module.css';

/** Says on every page, all the time, that an operator is at work for a business. */
export default function Banner() {
  const { t } = useTranslation('impersonation');
  const name = useMe().tenant?.name ?? '';
  const stop = useMutation({
    mutationFn: () => body(api.DELETE('/api/v1/me/impersonation')),
    onSuccess: () => window.location.assign('/manage/users'),
  });
  return (
    <section className={classes.banner} aria-label={t('label')} data-testid="impersonation">
      <Group gap="sm" justify="space-between">
        <Group gap="xs" wrap="nowrap">
          <IconUserShield size={18} aria-hidden />
          <Text size="sm" fw={600}>
            {t('banner', { name })}
          </Text>
        </Group>
        <Button size="compact-sm" color="dark" loading={stop.isPending} onClick={() => stop.mutate()}>
          {t('stop')}
        </Button>
      </Group>
      <ProblemAlert error={stop.error} />
    </section>
  );
}
