import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { asProblem } from '../../api/problem';
import { Dialog } from '../../ui/Dialog';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { isClosed } from './account';

const PATIENCE = 20;

/** What is known of the account may be a moment behind what was decided. */
async function closing() {
  for (let i = 0; i < PATIENCE; i++) {
    const account = await body(api.GET('/api/v1/account'));
    if (isClosed(account) && account.eraseAt) return;
    await new Promise((later) => setTimeout(later, 250));
  }
}

/** The end of an account, confirmed by typing its id. */
export function CloseAccount({ id }: { id: string }) {
  const { t } = useTranslation('business');
  const [open, dialog] = useDisclosure();
  const [typed, setTyped] = useState('');
  const close = useMutation({
    mutationFn: async () => {
      await done(api.POST('/api/v1/account/close', { body: { confirm: typed.trim() } }));
      await closing();
    },
    // Everything on the screen is out of reach from here on.
    onSuccess: () => window.location.assign('/closed'),
  });
  return (
    <>
      <Button variant="subtle" color="red" onClick={dialog.open}>
        {t('close.open')}
      </Button>
      <Dialog
        opened={open}
        onClose={dialog.close}
        title={t('close.title')}
      >
        <Stack>
          <Text size="sm">{t('close.text')}</Text>
          <TextInput
            label={t('close.confirm', { id })}
            data-autofocus
            value={typed}
            onChange={(e) => setTyped(e.currentTarget.value)}
            error={close.error ? asProblem(close.error).fields.confirm : undefined}
            autoComplete="off"
          />
          {close.error && !asProblem(close.error).fields.confirm && <ProblemAlert error={close.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={dialog.close}>
              {t('close.keep')}
            </Button>
            <Button
              color="red"
              disabled={typed.trim() !== id}
              loading={close.isPending}
              onClick={() => close.mutate()}
            >
              {t('close.do')}
            </Button>
          </Group>
        </Stack>
      </Dialog>
    </>
  );
}
