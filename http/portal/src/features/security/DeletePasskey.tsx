import { Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { Confirm } from './Confirm';
import { securityQuery, type Passkey } from './queries';

export default function DeletePasskey(props: {
  passkey: Passkey | undefined;
  password: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const remove = useMutation({
    mutationFn: ({ id, password }: { id: string; password: string | null }) =>
      done(api.POST('/api/v1/me/passkeys/{id}/delete', { params: { path: { id } }, body: { password } })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
      props.onClose();
    },
  });
  const { passkey } = props;
  return (
    <Modal
      opened={passkey !== undefined}
      onClose={props.onClose}
      title={t('passkeys.deleteTitle')}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={remove.reset}
    >
      <Confirm
        password={props.password}
        submit={t('passkeys.deleteSubmit')}
        colour="red"
        pending={remove.isPending}
        error={remove.error}
        onCancel={props.onClose}
        onConfirm={(given) => passkey && remove.mutate({ id: passkey.id, password: given.password })}
      >
        <Text size="sm">{t('passkeys.deleteLead', { name: passkey?.name ?? '' })}</Text>
      </Confirm>
    </Modal>
  );
}
