import { Alert, Button, Group, Paper, Skeleton, Stack, Text, Title } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconUserPlus } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMay } from '../../app/session';
import { useLiveTopic } from '../../live/LiveProvider';
import { Lazily } from '../../ui/Lazily';
import { Page } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import table from '../../ui/Table.module.css';
import { Unlock } from '../plans/Unlock';
import { Activity } from './Activity';
import { Invitations } from './Invitations';
import { Members } from './Members';
import { teamQuery } from './queries';
import { RoleHelp } from './RoleHelp';

const InviteDialog = lazy(() => import('./InviteDialog'));

/** Who works here, who is invited, and what happened. */
export function TeamPage() {
  const { t } = useTranslation('team');
  const mayManage = useMay('team.manage');
  const team = useQuery(teamQuery);
  const [inviting, dialog] = useDisclosure();
  const [invited, setInvited] = useState<string>();
  useLiveTopic('team');
  const members = team.data?.members;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        mayManage && (
          <Button leftSection={<IconUserPlus size={16} aria-hidden />} onClick={dialog.open}>
            {t('invite.open')}
          </Button>
        )
      }
    >
      <Stack gap="lg">
        {invited && (
          <Alert role="status" color="teal" withCloseButton closeButtonLabel={t('dismiss')} onClose={() => setInvited(undefined)}>
            {t('invite.sent', { email: invited })}
          </Alert>
        )}
        <Unlock limit="seats" />
        {team.isError && <ProblemAlert error={team.error} onRetry={() => void team.refetch()} />}
        <section aria-labelledby="team-members">
          <Group justify="space-between" mb="xs">
            <Title order={2} size="h4" id="team-members">
              {t('members.title')}
            </Title>
            {team.data && (
              <Text size="sm" c="dimmed">
                {t('members.seats', { used: team.data.members.length, seats: team.data.seats })}
              </Text>
            )}
          </Group>
          <Paper withBorder radius="lg" className={table.card} aria-busy={team.isFetching}>
            {team.isPending && (
              <Stack p="md" gap="xs">
                {[1, 2, 3].map((i) => (
                  <Skeleton key={i} h={40} />
                ))}
              </Stack>
            )}
            {members && <Members members={members} />}
          </Paper>
          <RoleHelp />
        </section>
        {mayManage && <Invitations />}
        <Activity />
      </Stack>
      <Lazily when={inviting}>
        <InviteDialog opened={inviting} onClose={dialog.close} onInvited={setInvited} />
      </Lazily>
    </Page>
  );
}
