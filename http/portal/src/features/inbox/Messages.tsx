import { Button, Skeleton, Stack, Text } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationDetail, Message } from '../../api/model';
import { itemsOf, messagesQuery } from '../../api/queries';
import { useFormat, useNow } from '../../app/format';
import { useLiveFallback } from '../../live/LiveProvider';
import { LoadMore } from '../../ui/LoadMore';
import { ProblemAlert } from '../../ui/ProblemAlert';
import { Bubble, OutgoingBubble } from './Bubble';
import { outbox, useOutgoing } from './outbox';
import { useSending } from './sending';
import classes from './Thread.module.css';

/** The messages, oldest first, kept at the newest unless someone reads further up. */
export function Messages({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const { id } = conversation;
  const refetchInterval = useLiveFallback();
  const query = useInfiniteQuery({ ...messagesQuery(id), refetchInterval });
  const messages = useMemo(() => itemsOf(query.data).toReversed(), [query.data]);
  const outgoing = useOutgoing(id);
  const { retry } = useSending(id);
  const scroller = useRef<HTMLDivElement>(null);
  const [away, setAway] = useState(false);
  const newest = messages.at(-1)?.id;
  const [seen, setSeen] = useState(newest);

  const known = useMemo(() => new Set(messages.map((m) => m.id)), [messages]);
  useEffect(() => outbox.settle(id, known), [id, known]);
  if (!away && seen !== newest) setSeen(newest);

  // The scroller is laid out from its end: 0 is the newest message, further up is negative.
  const toNewest = () => scroller.current?.scrollTo({ top: 0 });
  const written = outgoing.at(-1)?.key;
  useEffect(() => {
    if (written) toNewest();
  }, [written]);
  const waiting = outgoing.filter((r) => !r.messageId || !known.has(r.messageId));

  return (
    <div className={classes.scrollArea}>
      {/* Scrollable by keyboard, hence focusable. */}
      <div
        ref={scroller}
        className={classes.scroller}
        role="log"
        aria-label={t('inbox.thread.label', { name: conversation.name })}
        data-testid="thread"
        // eslint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        tabIndex={0}
        onScroll={(e) => setAway(e.currentTarget.scrollTop < -80)}
      >
        <div className={classes.messages}>
          <LoadMore query={query} label={t('inbox.thread.older')} />
          {query.isPending && (
            <Stack p="md" gap="md" aria-busy aria-label={t('common.loading')}>
              <Skeleton h={44} w="55%" radius="lg" />
              <Skeleton h={60} w="60%" radius="lg" ml="auto" />
              <Skeleton h={44} w="40%" radius="lg" />
            </Stack>
          )}
          {query.isError && (
            <ProblemAlert error={query.error} onRetry={() => void query.refetch()} />
          )}
          {query.isSuccess && messages.length === 0 && (
            <Text c="dimmed" size="sm" ta="center" p="lg">
              {t('inbox.thread.empty')}
            </Text>
          )}
          <Days messages={messages} />
          {waiting.map((r) => (
            <OutgoingBubble
              key={r.key}
              reply={r}
              onRetry={() => void retry(r.key)}
              onEdit={() => outbox.edit(id, r.key)}
            />
          ))}
          {conversation.replyPending && (
            <div className={classes.writing} data-testid="writing">
              <span className={classes.dots} aria-hidden>
                <i />
                <i />
                <i />
              </span>
              {t('inbox.replyPending')}
            </div>
          )}
        </div>
      </div>
      {away && seen !== newest && (
        <Button
          className={classes.jump}
          size="compact-sm"
          radius="xl"
          leftSection={<IconArrowDown size={14} aria-hidden />}
          onClick={toNewest}
        >
          {t('inbox.thread.newMessages')}
        </Button>
      )}
    </div>
  );
}

function Days({ messages }: { messages: Message[] }) {
  const format = useFormat();
  const now = useNow();
  return messages.map((m, i) => {
    const before = messages[i - 1];
    const newDay = !before || format.dayKey(before.at) !== format.dayKey(m.at);
    const first = newDay || before.author !== m.author || before.authorName !== m.authorName;
    return (
      <div key={m.id} className={classes.entry}>
        {newDay && (
          <div className={classes.day}>
            <span>{format.day(m.at, now)}</span>
          </div>
        )}
        <Bubble message={m} first={first} />
      </div>
    );
  });
}
