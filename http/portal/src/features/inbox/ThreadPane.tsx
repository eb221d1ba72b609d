import { ActionIcon, Button, Skeleton, Text, Title, VisuallyHidden } from '@mantine/core';
import { useDisclosure, useDocumentVisibility, useMediaQuery } from '@mantine/hooks';
import { IconAlertCircle, IconAlertOctagon, IconArrowLeft, IconId, IconMessageOff, IconSparkles, IconUserUp } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useRef, type ReactNode, type Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import type { ConversationDetail } from '../../api/model';
import { asProblem } from '../../api/problem';
import { conversationQuery } from '../../api/queries';
import { useMay } from '../../app/session';
import { useLiveFallback, useLiveTopic } from '../../live/LiveProvider';
import { ChannelIcon } from '../../ui/ChannelIcon';
import { EmptyState } from '../../ui/EmptyState';
import { ActionIconLink } from '../../ui/links';
import { PersonAvatar } from '../../ui/PersonAvatar';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Lazily } from '../../ui/Lazily';
import { Composer } from './Composer';
import { readable } from './address';
import classes from './Inbox.module.css';
import { Messages } from './Messages';
import { OwnerBadge } from './OwnerBadge';
import { useReason } from './reason';
import { SpamBanner, useSpam } from './Spam';

const SideDrawer = lazy(() => import('./SideDrawer'));
const SidePanel = lazy(() => import('./SidePanel').then((m) => ({ default: m.SidePanel })));

/** One conversation: its messages, who answers, and the person behind it. */
export function ThreadPane(props: { id: string; replyRef: Ref<HTMLTextAreaElement> }) {
  const { t } = useTranslation();
  const { id } = props;
  useLiveTopic(`conversation:${id}`);
  const refetchInterval = useLiveFallback();
  const query = useQuery({ ...conversationQuery(id), refetchInterval });
  const wide = useMediaQuery('(min-width: 75em)', undefined, { getInitialValueInEffect: false });
  const [details, panel] = useDisclosure();
  useMarkRead(query.data);

  if (query.isError && asProblem(query.error).status === 404) {
    return (
      <Framed>
        <EmptyState icon={IconMessageOff} title={t('notFound.title')} text={t('inbox.thread.gone')} />
      </Framed>
    );
  }
  if (!query.data) {
    return (
      <Framed>
        {query.isError ? (
          <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
        ) : (
          <Skeleton h={36} w="50%" m="md" aria-label={t('common.loading')} />
        )}
      </Framed>
    );
  }
  const conversation = query.data;
  return (
    <>
      <section className={classes.thread} aria-label={conversation.name}>
        <Header
          conversation={conversation}
          details={
            wide ? null : (
              <ActionIcon
                variant="subtle"
                color="gray"
                size="lg"
                title={t('inbox.thread.details')}
                aria-label={t('inbox.thread.details')}
                onClick={panel.open}
              >
                <IconId size={20} stroke={1.8} />
              </ActionIcon>
            )
          }
        />
        <Messages key={id} conversation={conversation} />
        {!conversation.spam && <Composer conversation={conversation} inputRef={props.replyRef} />}
      </section>
      {wide ? (
        <aside className={classes.side} aria-label={t('inbox.side.label')}>
          <Suspense fallback={null}>
            <SidePanel conversation={conversation} />
          </Suspense>
        </aside>
      ) : (
        <Lazily when={details}>
          <SideDrawer opened={details} onClose={panel.close} conversation={conversation} />
        </Lazily>
      )}
    </>
  );
}

function Framed({ children }: { children: ReactNode }) {
  return (
    <section className={classes.thread}>
      <div className={classes.threadHead}>
        <Back />
      </div>
      {children}
    </section>
  );
}

function Back() {
  const { t } = useTranslation();
  return (
    <ActionIconLink
      to="/inbox"
      search={(s) => ({ view: s.view, q: s.q })}
      variant="subtle"
      color="gray"
      size="lg"
      hiddenFrom="sm"
      aria-label={t('common.back')}
    >
      <IconArrowLeft size={20} className={classes.flip} />
    </ActionIconLink>
  );
}

function Header(props: { conversation: ConversationDetail; details: ReactNode }) {
  const { t } = useTranslation();
  const reason = useReason();
  const c = props.conversation;
  // Whoever has told no name is called by their number; once is enough.
  const address = readable(c.address);
  const change = useOwnership(c);
  const spam = useSpam(c);
  const mayReply = useMay('inbox.reply');
  return (
    <>
      <header className={classes.threadHead}>
        <Back />
        <PersonAvatar name={c.name} size={36} visibleFrom="sm" />
        <div className={classes.headText}>
          <Title order={1} size="h5" className={classes.headName}>
            <bdi>{c.name}</bdi>
          </Title>
          <Text component="div" size="xs" c="dimmed" className={classes.headSub}>
            <ChannelIcon channel={c.channel} size={14} />
            {address !== c.name && <bdi className={classes.address}>{address}</bdi>}
            {!c.spam && <OwnerBadge owner={c.owner} />}
          </Text>
          {c.attention && (
            <div className={classes.attention} data-priority={c.priority}>
              <IconAlertCircle size={14} role="img" aria-label={t('inbox.attention')} />
              {c.priority !== 'normal' && <b>{t(`inbox.priority.${c.priority}`)}</b>}
              {reason(c.attentionReason)}
            </div>
          )}
        </div>
        {!c.spam && <Ownership owner={c.owner} change={change} />}
        {!c.spam && mayReply && (
          <ActionIcon
            variant="subtle"
            color="gray"
            size="lg"
            title={t('inbox.spam.markHint')}
            aria-label={t('inbox.spam.mark')}
            loading={spam.isPending}
            onClick={() => spam.mutate(true)}
          >
            <IconAlertOctagon size={20} stroke={1.8} />
          </ActionIcon>
        )}
        {props.details}
      </header>
      <ProblemAlert error={change.error} />
      {c.spam ? <SpamBanner conversation={c} change={spam} /> : <ProblemAlert error={spam.error} />}
      <VisuallyHidden role="status">
        {spam.isSuccess && t(spam.variables ? 'inbox.spam.marked' : 'inbox.spam.unmarked')}
      </VisuallyHidden>
    </>
  );
}
function useOwnership({ id }: ConversationDetail) {
  const queries = useQueryClient();
  const { queryKey } = conversationQuery(id);
  return useMutation({
    mutationFn: (to: 'ai' | 'human') => {
      const request = { params: { path: { id } } };
      return done(
        to === 'human'
          ? api.POST('/api/v1/conversations/{id}/take-over', request)
          : api.POST('/api/v1/conversations/{id}/hand-back', request),
      );
    },
    onSuccess: async (_, to) => {
      // A request under way would bring the old owner back for a moment.
      await queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, (old) => old && { ...old, owner: to });
      void queries.invalidateQueries({ queryKey: ['conversations'] });
    },
  });
}

function Ownership(props: { owner: ConversationDetail['owner']; change: ReturnType<typeof useOwnership> }) {
  const { t } = useTranslation();
  const { owner, change } = props;
  if (!useMay('inbox.reply')) return null;
  const takeOver = owner === 'ai';
  return (
    <>
      <Button
        size="xs"
        flex="none"
        variant={takeOver ? 'light' : 'default'}
        title={t(takeOver ? 'inbox.takeOverHint' : 'inbox.handBackHint')}
        loading={change.isPending}
        leftSection={
          takeOver ? <IconUserUp size={16} aria-hidden /> : <IconSparkles size={16} aria-hidden />
        }
        onClick={() => change.mutate(takeOver ? 'human' : 'ai')}
      >
        {t(takeOver ? 'inbox.takeOver' : 'inbox.handBack')}
      </Button>
      <VisuallyHidden role="status">
        {change.isSuccess && t(change.variables === 'human' ? 'inbox.nowHuman' : 'inbox.nowAi')}
      </VisuallyHidden>
    </>
  );
}

/** Tells the server what has been seen, once per new message and only while the page is looked at. */
function useMarkRead(conversation: ConversationDetail | undefined): void {
  const queries = useQueryClient();
  const visible = useDocumentVisibility() === 'visible';
  const told = useRef('');
  const mark = conversation?.unread ? `${conversation.id} ${conversation.lastAt}` : '';
  const id = conversation?.id;
  useEffect(() => {
    if (!visible || !id || !mark || told.current === mark) return;
    told.current = mark;
    done(api.POST('/api/v1/conversations/{id}/read', { params: { path: { id } } })).then(
      () => {
        void queries.invalidateQueries({ queryKey: ['conversations'] });
        void queries.invalidateQueries({ queryKey: ['conversation', id] });
      },
      // Being read is a courtesy; the next message tries again.
      () => {},
    );
  }, [visible, id, mark, queries]);
}
