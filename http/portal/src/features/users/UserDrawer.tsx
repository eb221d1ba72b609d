import { Button, Divider, Drawer, Group, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body, done } from '../../api/client';
import { useMay, useMe } from '../../app/session';
import { Facts } from '../../ui/Facts';
import { useLabel } from '../../ui/label';
import { lastError } from '../../ui/lastError';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Time } from '../../ui/Time';
import { Enter } from '../impersonation/Enter';
import { userQuery, type UserDetail } from './queries';
import { ResetTwoStep } from './ResetTwoStep';
import { UserState } from './UsersPage';

/** One user: where they belong, and what an operator can do about them. */
export default function UserDrawer(props: { id: string | undefined; onClose: () => void }) {
  const { t } = useTranslation('users');
  const { t: common } = useTranslation();
  const [entering, setEntering] = useState(false);
  const user = useQuery({ ...userQuery(props.id ?? ''), enabled: props.id !== undefined });
  return (
    <Drawer
      opened={props.id !== undefined}
      onClose={props.onClose}
      position="right"
      closeOnEscape={!entering}
      title={user.data?.user.name ?? t('user')}
      closeButtonProps={{ 'aria-label': common('common.close') }}
    >
      {user.isError && <ProblemAlert error={user.error} onRetry={() => void user.refetch()} />}
      {user.isPending && <Skeleton h={180} />}
      {user.data && <Detail detail={user.data} onEntering={setEntering} />}
    </Drawer>
  );
}

function Detail({ detail, onEntering }: { detail: UserDetail; onEntering: (entering: boolean) => void }) {
  const { t } = useTranslation('users');
  const label = useLabel();
  const mayManage = useMay('users.manage');
  const mayEnter = useMay('tenants.impersonate');
  const { user } = detail;
  return (
    <Stack>
      <Facts
        items={[
          { label: t('email'), value: <bdi>{user.email}</bdi> },
          { label: t('column.state'), value: <UserState user={user} /> },
          { label: t('column.since'), value: <Time at={user.createdAt} /> },
          { label: t('devices'), value: detail.sessions },
          { label: t('twoStep.label'), value: detail.twoStep ? t('twoStep.on') : t('twoStep.off') },
        ]}
      />
      <Divider />
      <Title order={3} size="h5">
        {t('column.businesses')}
      </Title>
      {detail.memberships.length === 0 && (
        <Text size="sm" c="dimmed">
          {t('noBusiness')}
        </Text>
      )}
      {detail.memberships.map((m) => (
        <Group key={m.tenant} justify="space-between" gap="sm" data-testid="membership">
          <div>
            <Text size="sm" fw={600}>
              {m.name}
            </Text>
            <Text size="xs" c="dimmed">
              {label('user.role', m.role)} · {m.tenant}
            </Text>
          </div>
          {mayEnter && <Enter tenant={m.tenant} name={m.name} onToggle={onEntering} />}
        </Group>
      ))}
      {mayManage && (
        <>
          <Divider />
          <Actions detail={detail} />
          {detail.twoStep && <ResetTwoStep user={detail.user.id} />}
        </>
      )}
    </Stack>
  );
}

function Actions({ detail }: { detail: UserDetail }) {
  const { t } = useTranslation('users');
  const queries = useQueryClient();
  const me = useMe();
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const { user } = detail;
  const params = { params: { path: { id: user.id } } };
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: ['users'] }),
      queries.invalidateQueries({ queryKey: ['user'] }),
    ]);
  };
  const signOut = useMutation({
    mutationFn: () => done(api.POST('/api/v1/users/{id}/sign-out', params)),
    onSuccess: refresh,
  });
  const disable = useMutation({
    mutationFn: () =>
      body(api.POST('/api/v1/users/{id}/disable', { ...params, body: { reason: reason.trim() } })),
    onSuccess: refresh,
  });
  const enable = useMutation({
    mutationFn: () => body(api.POST('/api/v1/users/{id}/enable', params)),
    onSuccess: refresh,
  });
  return (
    <Stack gap="sm">
      <ProblemAlert error={lastError(signOut, disable, enable)} />
      <Button
        variant="default"
        loading={signOut.isPending}
        disabled={detail.sessions === 0}
        onClick={() => signOut.mutate()}
      >
        {t('signOut')}
      </Button>
      {user.disabled ? (
        <Button variant="light" loading={enable.isPending} onClick={() => enable.mutate()}>
          {t('enable')}
        </Button>
      ) : (
        user.id !== me.id && (
          <form
            noValidate
            onSubmit={(e) => {
              e.preventDefault();
              setChecked(true);
              if (reason.trim()) disable.mutate();
            }}
          >
            <Stack gap="xs">
              <TextInput
                label={t('reason')}
                description={t('reasonHint')}
                maxLength={500}
                value={reason}
                onChange={(e) => setReason(e.currentTarget.value)}
                error={checked && !reason.trim() && t('required')}
              />
              <Button type="submit" color="red" variant="light" loading={disable.isPending}>
                {t('disable')}
              </Button>
            </Stack>
          </form>
        )
      )}
    </Stack>
  );
}
