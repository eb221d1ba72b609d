import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { Dialog } from '../../ui/Dialog';
import { ProblemAlert } from '../../ui/ProblemAlert';

/** Lets an operator work within a business, for a reason that the business reads. */
export function Enter(props: {
  tenant: string;
  name: string;
  size?: 'compact-sm' | 'sm';
  /** For what it opens over: Escape is for one of them. */
  onToggle?: (opened: boolean) => void;
}) {
  const { t } = useTranslation('impersonation');
  const { t: common } = useTranslation();
  const [opened, dialog] = useDisclosure(false, {
    onOpen: () => props.onToggle?.(true),
    onClose: () => props.onToggle?.(false),
  });
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const enter = useMutation({
    mutationFn: () =>
      body(
        api.POST('/api/v1/tenants/{tenant}/impersonation', {
          params: { path: { tenant: props.tenant } },
          body: { reason: reason.trim() },
        }),
      ),
    // Nothing of the platform's pages may linger in those of the business.
    onSuccess: () => window.location.assign('/'),
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (reason.trim()) enter.mutate();
  };
  return (
    <>
      <Button
        size={props.size ?? 'compact-sm'}
        variant="light"
        aria-label={t('openOf', { name: props.name })}
        onClick={dialog.open}
      >
        {t('open')}
      </Button>
      <Dialog
        opened={opened}
        onClose={dialog.close}
        title={t('title', { name: props.name })}
        closeButtonProps={{ 'aria-label': common('common.close') }}
      >
        <form onSubmit={submit} noValidate>
          <Stack>
            <Text size="sm">{t('lead')}</Text>
            <TextInput
              label={t('reason')}
              description={t('reasonHint')}
              data-autofocus
              withAsterisk
              maxLength={500}
              value={reason}
              onChange={(e) => setReason(e.currentTarget.value)}
              error={checked && !reason.trim() && t('required')}
            />
            <ProblemAlert error={enter.error} />
            <Group justify="flex-end">
              <Button variant="default" onClick={dialog.close}>
                {common('common.cancel')}
              </Button>
              <Button type="submit" loading={enter.isPending}>
                {t('submit')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}
