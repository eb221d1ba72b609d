import { Button, Center, Loader, Paper, Stack, Text, Title } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRouter, useSearch } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { api, body } from '../../api/client';
import type { components } from '../../api/generated/schema';
import type { Me } from '../../api/model';
import { asProblem } from '../../api/problem';
import { become, meQuery, startPage, useSignOut } from '../../app/session';
import { Brand } from '../../ui/Brand';
import { useLabel } from '../../ui/label';
import { ButtonLink } from '../../ui/links';
import { usePageTitle } from '../../ui/Page';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { JoinForm } from './JoinForm';

type Detail = components['schemas']['InvitationDetail'];

/** Where the link of an invitation leads: to an account, new or known, that belongs to the team. */
export function InvitationPage() {
  const { t } = useTranslation('team');
  usePageTitle(t('join.title'));
  const { token = '' } = useSearch({ from: '/invitation' });
  const invitation = useQuery({
    queryKey: ['invitation', token],
    queryFn: () => body(api.POST('/api/v1/invitations/look', { body: { token } })),
    enabled: token !== '',
    retry: false,
    staleTime: Infinity,
  });
  const me = useQuery({ ...meQuery, throwOnError: false });
  const status = asProblem(invitation.error).status;
  return (
    <Center component="main" mih="100dvh" p="md">
      <Stack w="100%" maw={440} gap="lg">
        <Center>
          <Brand size={38} />
        </Center>
        <Paper withBorder p="xl" radius="lg" shadow="sm">
          {token === '' || status === 410 || status === 400 ? (
            <Ended title={t('join.gone')} text={t('join.goneText')} />
          ) : status === 409 ? (
            <Ended title={t('join.used')} text={t('join.usedText')} />
          ) : invitation.isError ? (
            <ProblemAlert error={invitation.error} onRetry={() => void invitation.refetch()} />
          ) : invitation.isPending || me.isPending ? (
            <Center mih={160} role="status">
              <Loader />
            </Center>
          ) : (
            <Invitation token={token} detail={invitation.data} me={me.data} />
          )}
        </Paper>
      </Stack>
    </Center>
  );
}

function Ended(props: { title: string; text: string }) {
  const { t } = useTranslation('team');
  return (
    <Stack>
      <Title order={1} size="h3">
        {props.title}
      </Title>
      <Text size="sm">{props.text}</Text>
      <ButtonLink to="/" variant="light">
        {t('join.home')}
      </ButtonLink>
    </Stack>
  );
}

function Invitation(props: { token: string; detail: Detail; me: Me | undefined }) {
  const { t } = useTranslation('team');
  const label = useLabel();
  const { token, detail, me } = props;
  const words = {
    inviter: detail.invitedBy,
    business: detail.business,
    role: label('user.role', detail.role),
  };
  return (
    <Stack>
      <div>
        <Title order={1} size="h3">
          {t('join.title')}
        </Title>
        <Text size="sm" mt={4}>
          {detail.invitedBy ? t('join.lead', words) : t('join.leadPlain', words)}
        </Text>
        <Text size="sm" c="dimmed" mt={4}>
          {t('join.address', { email: detail.email })}
        </Text>
      </div>
      {me ? (
        <Accept token={token} detail={detail} me={me} />
      ) : detail.account ? (
        <Known token={token} />
      ) : (
        <JoinForm token={token} />
      )}
    </Stack>
  );
}

/** For whoever has an account and is not signed in. */
function Known({ token }: { token: string }) {
  const { t } = useTranslation('team');
  return (
    <>
      <Text size="sm">{t('join.known')}</Text>
      <ButtonLink to="/sign-in" search={{ redirect: `/invitation?token=${encodeURIComponent(token)}` }}>
        {t('join.signIn')}
      </ButtonLink>
    </>
  );
}

function Accept({ token, detail, me }: { token: string; detail: Detail; me: Me }) {
  const { t } = useTranslation('team');
  const router = useRouter();
  const queries = useQueryClient();
  const signOut = useSignOut(() => void queries.resetQueries({ queryKey: meQuery.queryKey }));
  const accept = useMutation({
    mutationFn: () => body(api.POST('/api/v1/invitations/accept', { body: { token } })),
    onSuccess: (joined) => {
      become(queries, joined);
      void router.navigate({ to: startPage(joined), replace: true });
    },
  });
  if (me.email.toLowerCase() !== detail.email) {
    return (
      <Notice text={t('join.other', { email: me.email })}>
        <ProblemAlert error={signOut.error} />
        <Button variant="light" loading={signOut.isPending} onClick={() => signOut.mutate()}>
          {t('join.signOut')}
        </Button>
      </Notice>
    );
  }
  return (
    <>
      <ProblemAlert error={accept.error} />
      <Button loading={accept.isPending} onClick={() => accept.mutate()}>
        {t('join.accept', { business: detail.business })}
      </Button>
    </>
  );
}

function Notice(props: { text: string; children: ReactNode }) {
  return (
    <>
      <Text size="sm">{props.text}</Text>
      {props.children}
    </>
  );
}
