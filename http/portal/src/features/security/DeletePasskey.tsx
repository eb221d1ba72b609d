import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { securityQuery, type Passkey } from './queries';

export default function DeletePasskey(props: {
  passkey: Passkey | undefined;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: (id: string) =>
      done(api.DELETE('/api/v1/me/passkeys/{id}', { params: { path: { id } } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
      props.onClose();
    },
  });
  return (
    <Modal
      opened={props.passkey !== undefined}
      onClose={props.onClose}
      title={t('passkeys.deleteTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={remove.reset}
    >
      <Stack>
        <ProblemAlert error={remove.error} />
        <Text size="sm">{t('passkeys.deleteLead', { name: props.passkey?.name ?? '' })}</Text>
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={props.onClose}>
            {t('cancel')}
          </Button>
          <Button
            color="red"
            loading={remove.isPending}
            onClick={() => props.passkey && remove.mutate(props.passkey.id)}
          >
            {t('passkeys.deleteSubmit')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
