import { Modal, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { BackupCodes } from './BackupCodes';
import { Confirm } from './Confirm';
import { securityQuery } from './queries';

export default function RenewCodes(props: {
  opened: boolean;
  password: boolean;
  onClose: () => void;
}) {
  const { t } = useTranslation('security');
  const queries = useQueryClient();
  const [codes, setCodes] = useState<string[]>();
  const renew = useMutation({
    mutationFn: (password: string | null) =>
      body(api.POST('/api/v1/me/two-step/codes', { body: { password } })),
    onSuccess: async (answer) => {
      setCodes(answer.codes);
      await queries.invalidateQueries({ queryKey: securityQuery.queryKey });
    },
  });
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      closeOnClickOutside={!codes}
      closeOnEscape={!codes}
      title={t('codes.title')}
      closeButtonProps={{ 'aria-label': t('close') }}
      onExitTransitionEnd={() => {
        setCodes(undefined);
        renew.reset();
      }}
    >
      {codes ? (
        <BackupCodes codes={codes} onDone={props.onClose} />
      ) : (
        <Confirm
          password={props.password}
          submit={t('codes.renew')}
          pending={renew.isPending}
          error={renew.error}
          onCancel={props.onClose}
          onConfirm={(given) => renew.mutate(given.password)}
        >
          <Text size="sm">{t('codes.renewLead')}</Text>
        </Confirm>
      )}
    </Modal>
  );
}
