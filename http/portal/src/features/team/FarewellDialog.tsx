import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import { meQuery } from '../../app/session';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { teamQuery, type TeamMember } from './queries';

export interface Farewell {
  kind: 'remove' | 'leave' | 'transfer';
  member: TeamMember;
}

/** Asks once more before somebody goes or the business changes hands: neither can be undone by oneself. */
export default function FarewellDialog(props: { what: Farewell | undefined; onClose: () => void }) {
  const { t } = useTranslation('team');
  const { t: common } = useTranslation();
  const queries = useQueryClient();
  const { what, onClose } = props;
  const go = useMutation({
    mutationFn: ({ kind, member }: Farewell) => {
      switch (kind) {
        case 'remove':
          return done(api.DELETE('/api/v1/team/{user}', { params: { path: { user: member.id } } }));
        case 'leave':
          return done(api.POST('/api/v1/team/leave'));
        case 'transfer':
          return done(api.PUT('/api/v1/team/owner', { body: { user: member.id } }));
      }
    },
    onSuccess: async (_, { kind }) => {
      onClose();
      // Nothing of the business is open any more to whoever has left it.
      if (kind === 'leave') window.location.assign('/');
      else {
        await Promise.all([
          queries.invalidateQueries({ queryKey: teamQuery.queryKey }),
          queries.invalidateQueries({ queryKey: meQuery.queryKey }),
        ]);
      }
    },
  });
  return (
    <Modal
      opened={what !== undefined}
      onClose={onClose}
      title={what && t(`farewell.${what.kind}.title`, { name: what.member.name })}
      closeButtonProps={{ 'aria-label': common('common.close') }}
      onExitTransitionEnd={() => go.reset()}
    >
      {what && (
        <Stack>
          <Text size="sm">{t(`farewell.${what.kind}.text`, { name: what.member.name })}</Text>
          <ProblemAlert error={go.error} />
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose} data-autofocus>
              {common('common.cancel')}
            </Button>
            <Button
              color={what.kind === 'transfer' ? undefined : 'red'}
              loading={go.isPending}
              onClick={() => go.mutate(what)}
            >
              {t(`farewell.${what.kind}.submit`)}
            </Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
