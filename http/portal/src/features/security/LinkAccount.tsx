import { Modal, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { Confirm } from './Confirm';
import { leave } from './journey';
import type { Account } from './queries';

export default function LinkAccount(props: {
  opened: boolean;
  account: Account;
  password: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const { provider, name } = props.account;
  const link = useMutation({
    mutationFn: (password: string | null) =>
      body(
        api.POST('/api/v1/me/accounts/{provider}', {
          params: { path: { provider } },
          body: { password },
        }),
      ),
    onSuccess: (departure) => leave(departure, { purpose: 'link' }),
  });
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('accounts.linkName', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={link.reset}
    >
      <Confirm
        password={props.password}
        submit={t('accounts.linkSubmit', { name })}
        pending={link.isPending}
        error={link.error}
        onCancel={props.onClose}
        onConfirm={(given) => link.mutate(given.password)}
      >
        <Text size="sm">{t('accounts.linkLead', { name })}</Text>
      </Confirm>
    </Modal>
  );
}
