import { Alert, Badge, Button, Group, Text } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import { oneOf } from '../../api/model';
import { useMay, useMe } from '../../app/session';
import { Choice } from '../../ui/Choice';
import { Table } from '../../ui/Table';
import { useLabel } from '../../ui/label';
import { Lazily } from '../../ui/Lazily';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import table from '../../ui/Table.module.css';
import { Time } from '../../ui/Time';
import { teamQuery, teamRoles, type TeamMember, type TeamRole } from './queries';
import type { Farewell } from './FarewellDialog';

const FarewellDialog = lazy(() => import('./FarewellDialog'));

interface Change {
  member: TeamMember;
  role: TeamRole;
}

/** The members, with what this person may do about each. */
export function Members({ members }: { members: TeamMember[] }) {
  const { t } = useTranslation('team');
  const label = useLabel();
  const me = useMe();
  const mayManage = useMay('team.manage') ;
  const queries = useQueryClient();
  const [farewell, setFarewell] = useState<Farewell>();
  const [done, setDone] = useState<Change & { before: TeamRole | undefined }>();
  const owned = members.some((m) => m.owner && m.id === me.id);

  const change = useMutation({
    mutationFn: ({ member, role }: Change) =>
      body(
        api.PUT('/api/v1/team/{user}/role', {
          params: { path: { user: member.id } },
          body: { role },
        }),
      ),
    onSuccess: async (_, wanted) => {
      // What was undone needs no way back.
      const undoing = done?.member.id === wanted.member.id && done.before === wanted.role;
      setDone(undoing ? undefined : { ...wanted, before: oneOf(teamRoles, wanted.member.role) });
      await queries.invalidateQueries({ queryKey: teamQuery.queryKey });
    },
  });

  return (
    <>
      <div role="status">
        {done && (
          <Alert color="teal" withCloseButton closeButtonLabel={t('dismiss')} onClose={() => setDone(undefined)}>
            <Group gap="sm">
              {t('members.changed', { name: done.member.name, role: label('user.role', done.role) })}
              {done.before && (
                <Button
                  size="compact-sm"
                  variant="default"
                  loading={change.isPending}
                  onClick={() => done.before && change.mutate({ member: done.member, role: done.before })}
                >
                  {t('members.undo')}
                </Button>
              )}
            </Group>
          </Alert>
        )}
      </div>
      <ProblemAlert error={change.error} />
      <Table verticalSpacing="sm" horizontalSpacing="md" className={table.stacked}>
        <caption className={table.caption}>{t('members.title')}</caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('members.name')}</Table.Th>
            <Table.Th>{t('members.role')}</Table.Th>
            <Table.Th visibleFrom="md">{t('members.seen')}</Table.Th>
            <Table.Th>
              <Text span className={table.caption}>
                {t('members.actions')}
              </Text>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {members.map((m) => (
            <Table.Tr key={m.id} data-testid="member" data-id={m.id}>
              <Table.Td className={table.words}>
                <Group gap="sm" wrap="nowrap">
                  <PersonAvatar name={m.name} picture={m.picture} size={32} visibleFrom="sm" />
                  <div style={{ minWidth: 0 }}>
                    <Text size="sm" fw={600}>
                      <bdi>{m.name}</bdi> {m.id === me.id && t('members.you')}
                    </Text>
                    <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
                      <bdi>{m.email}</bdi>
                    </Text>
                  </div>
                </Group>
              </Table.Td>
              <Table.Td>
                {m.owner ? (
                  <Badge>{t('members.owner')}</Badge>
                ) : mayManage ? (
                  <Choice
                    size="xs"
                    w={140}
                    aria-label={t('members.roleOf', { name: m.name })}
                    value={change.isPending && change.variables.member.id === m.id ? change.variables.role : m.role}
                    disabled={change.isPending}
                    data={teamRoles.map((r) => ({ value: r, label: label('user.role', r) }))}
                    onChange={(e) => {
                      const role = oneOf(teamRoles, e.currentTarget.value);
                      if (role) change.mutate({ member: m, role });
                    }}
                  />
                ) : (
                  label('user.role', m.role)
                )}
              </Table.Td>
              <Table.Td visibleFrom="md">
                {m.lastSeenAt ? <Time at={m.lastSeenAt} as="relative" /> : t('members.never')}
              </Table.Td>
              <Table.Td>
                <Group gap={4} justify="flex-end">
                  {owned && !m.owner && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      aria-label={t('members.makeOwnerOf', { name: m.name })}
                      onClick={() => setFarewell({ kind: 'transfer', member: m })}
                    >
                      {t('members.makeOwner')}
                    </Button>
                  )}
                  {!m.owner && m.id === me.id && (
                    <Button size="compact-xs" variant="subtle" color="red" onClick={() => setFarewell({ kind: 'leave', member: m })}>
                      {t('members.leave')}
                    </Button>
                  )}
                  {!m.owner && m.id !== me.id && mayManage && (
                    <Button
                      size="compact-xs"
                      variant="subtle"
                      color="red"
                      aria-label={t('members.removeOf', { name: m.name })}
                      onClick={() => setFarewell({ kind: 'remove', member: m })}
                    >
                      {t('members.remove')}
                    </Button>
                  )}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Lazily when={farewell !== undefined}>
        <FarewellDialog what={farewell} onClose={() => setFarewell(undefined)} />
      </Lazily>
    </>
  );
}
