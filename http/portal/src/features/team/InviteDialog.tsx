import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { oneOf } from '../../api/model';
import { asProblem } from '../../api/problem';
import { Choice } from '../../ui/Choice';
import { useLabel } from '../../ui/label';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { teamQuery, teamRoles, type TeamRole } from './queries';

/** Sends an invitation by mail. */
export default function InviteDialog(props: {
  opened: boolean;
  onClose: () => void;
  onInvited: (email: string) => void;
}) {
  const { t } = useTranslation('team');
  const { t: common } = useTranslation();
  return (
    <Modal
      opened={props.opened}
      onClose={props.onClose}
      title={t('invite.title')}
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      <InviteForm onClose={props.onClose} onInvited={props.onInvited} />
    </Modal>
  );
}

function InviteForm(props: { onClose: () => void; onInvited: (email: string) => void }) {
  const { t } = useTranslation('team');
  const { t: common } = useTranslation();
  const label = useLabel();
  const queries = useQueryClient();
  const [email, setEmail] = useState('');
  const [role, setRole] = useState<TeamRole>('agent');
  const [checked, setChecked] = useState(false);
  const invite = useMutation({
    mutationFn: () => body(api.POST('/api/v1/team/invitations', { body: { email: email.trim(), role } })),
    onSuccess: async (invitation) => {
      await queries.invalidateQueries({ queryKey: teamQuery.queryKey });
      props.onInvited(invitation.email);
      props.onClose();
    },
  });
  const submit = (e: FormEvent) => {
    e.preventDefault();
    setChecked(true);
    if (email.trim()) invite.mutate();
  };
  const refused = invite.error ? asProblem(invite.error).fields : {};
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="sm">
        <TextInput
          label={t('invite.email')}
          type="email"
          autoComplete="off"
          data-autofocus
          withAsterisk
          value={email}
          onChange={(e) => setEmail(e.currentTarget.value)}
          error={refused.email ? t('invite.noAddress') : checked && !email.trim() && t('invite.required')}
        />
        <Choice
          label={t('invite.role')}
          value={role}
          data={teamRoles.map((r) => ({ value: r, label: label('user.role', r) }))}
          onChange={(e) => setRole(oneOf(teamRoles, e.currentTarget.value) ?? 'agent')}
        />
        <Text size="sm" c="dimmed" aria-live="polite">
          {t(`roles.may.${role}`)}
        </Text>
        {!refused.email && <ProblemAlert error={invite.error} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={props.onClose}>
            {common('common.cancel')}
          </Button>
          <Button type="submit" loading={invite.isPending}>
            {t('invite.submit')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
