import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import type { components } from '../../api/generated/schema';
import { useFormat } from '../../app/format';
import { Dialog } from '../../ui/Dialog';
import { ProblemAlert } from '../../ui/ProblemAlert';

/** Lets the business spend less than its plan contains. */
export function Budget({ spending }: { spending: components['schemas']['TokenSpending'] }) {
  const { t } = useTranslation('usage');
  const format = useFormat();
  const client = useQueryClient();
  const [opened, dialog] = useDisclosure();
  const [text, setText] = useState(String(spending.ownLimit ?? ''));
  const valid = /^\d{0,12}$/.test(text.trim());
  const save = useMutation({
    mutationFn: (tokens: number | null) => done(api.PUT('/api/v1/usage/budget', { body: { tokens } })),
    onSuccess: async () => {
      dialog.close();
      await client.invalidateQueries({ queryKey: ['usage'] });
    },
  });
  return (
    <>
      <Button variant="default" onClick={dialog.open}>
        {t('budget.change')}
      </Button>
      <Dialog opened={opened} onClose={dialog.close} title={t('budget.change')}>
        <form
          onSubmit={(e) => {
            e.preventDefault();
            if (valid) save.mutate(text.trim() === '' ? null : Number(text.trim()));
          }}
        >
          <Stack>
            <Text size="sm">{t('budget.explain', { plan: format.number(spending.planTokens) })}</Text>
            <TextInput
              label={t('budget.tokens')}
              inputMode="numeric"
              value={text}
              error={valid ? undefined : t('budget.invalid')}
              onChange={(e) => setText(e.currentTarget.value)}
              data-autofocus
            />
            {save.isError && <ProblemAlert error={save.error} />}
            <Group justify="flex-end">
              <Button type="submit" loading={save.isPending} disabled={!valid}>
                {t('budget.save')}
              </Button>
            </Group>
          </Stack>
        </form>
      </Dialog>
    </>
  );
}
