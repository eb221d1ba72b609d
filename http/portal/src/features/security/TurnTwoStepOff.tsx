import { Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { Confirm } from './Confirm';
import { securityQuery } from './queries';

export default function TurnTwoStepOff(props: {
  opened: boolean;
  password: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const turnOff = useMutation({
    mutationFn: (given: { password: string | null; code: string }) =>
      done(api.POST('/api/v1/me/two-step/off', { body: given })),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
      props.onClose();
    },
  });
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('off.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={turnOff.reset}
    >
      <Confirm
        password={props.password}
        code
        submit={t('off.submit')}
        pending={turnOff.isPending}
        error={turnOff.error}
        onCancel={props.onClose}
        onConfirm={(given) => turnOff.mutate(given)}
      >
        <Text size="sm">{t('off.lead')}</Text>
      </Confirm>
    </Modal>
  );
}
