import { Button, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { securityQuery, type Passkey } from './queries';

export default function RenamePasskey(props: {
  passkey: Passkey | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const [name, setName] = useState(props.passkey?.name ?? '');
  const rename = useMutation({
    mutationFn: (id: string) =>
      done(
        api.PATCH('/api/v1/me/passkeys/{id}', {
          params: { path: { id } },
          body: { name: name.trim() },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
      props.onClose();
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    if (props.passkey && name.trim()) rename.mutate(props.passkey.id);
  };
  return (
    <Modal
      opened={props.passkey !== undefined}
      onClose={props.onClose}
      title={t('passkeys.renameTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
    >
      <form onSubmit={submit} noValidate>
        <Stack>
          <ProblemAlert error={rename.error} />
          <TextInput
            label={t('passkeys.name')}
            maxLength={60}
            autoComplete="off"
            data-autofocus
            value={name}
            onChange={(e) => setName(e.currentTarget.value)}
          />
          <Group justify="flex-end">
            <Button variant="default" onClick={props.onClose}>
              {t('cancel')}
            </Button>
            <Button type="submit" loading={rename.isPending}>
              {t('save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
