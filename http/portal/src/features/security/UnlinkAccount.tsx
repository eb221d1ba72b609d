import { Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { Confirm } from './Confirm';
import { securityQuery, type Account } from './queries';

export default function UnlinkAccount(props: {
  opened: boolean;
  account: Account;
  password: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const { provider, name } = props.account;
  const unlink = useMutation({
    mutationFn: (password: string | null) =>
      done(
        api.POST('/api/v1/me/accounts/{provider}/unlink', {
          params: { path: { provider } },
          body: { password },
        }),
      ),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
      props.onClose();
    },
  });
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('accounts.unlinkName', { name })}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={unlink.reset}
    >
      <Confirm
        password={props.password}
        submit={t('accounts.unlink')}
        colour="red"
        pending={unlink.isPending}
        error={unlink.error}
        onCancel={props.onClose}
        onConfirm={(given) => unlink.mutate(given.password)}
      >
        <Text size="sm">{t('accounts.unlinkLead', { name })}</Text>
      </Confirm>
    </Modal>
  );
}
