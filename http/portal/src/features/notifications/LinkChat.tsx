import { Modal, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Confirm } from '../security/Confirm';
import { securityQuery } from '../security/queries';

/** Asks who it is before a chat is told everything. */
export default function LinkChat(props: {
  opened: boolean;
  pending: boolean;
  error: unknown;
  onClose: () => void;
  onConfirm: (password: string | null) => void;
}) {
  const { t } = useTranslation('notifications');
  const { t: common } = useTranslation();
  const security = useQuery({ ...securityQuery, enabled: props.opened });
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('reach.telegram.link')}
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      <Confirm
        password={security.data?.password ?? true}
        submit={t('reach.telegram.code')}
        pending={props.pending || security.isPending}
        error={security.error ?? props.error}
        onCancel={props.onClose}
        onConfirm={(given) => props.onConfirm(given.password)}
      >
        <Text size="sm">{t('reach.telegram.lead')}</Text>
      </Confirm>
    </Modal>
  );
}
