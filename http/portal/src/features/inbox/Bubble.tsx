import { ActionIcon, Button, Group } from '@mantine/core';
import { IconInfoCircle, IconSparkles } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../api/model';
import { Time } from '../../ui/Time';
import { useLabel } from '../../ui/label';
import { useProblemText } from '../../ui/problemText';
import { Content, Context, Reactions } from './Content';
import { LongText } from './LongText';
import type { Outgoing } from './outbox';
import { readable } from './address';
import classes from './Thread.module.css';
import { Ticks } from './Ticks';

const AiDetails = lazy(() => import('./AiDetails'));
const troubled = ['failed', 'unknown', 'dropped'] as const;

/** One message of a conversation. */
export function Bubble({ message, first }: { message: Message; first: boolean }) {
  const { t } = useTranslation();
  const label = useLabel();
  const trouble = troubled.find((s) => s === message.status);
  if (message.content?.type === 'system') {
    return (
      <div className={classes.day} data-testid="message" data-id={message.id}>
        <span>
          <Content message={message} />
        </span>
      </div>
    );
  }
  const author = message.authorName ?? label('inbox.thread.author', message.author);
  return (
    <article
      className={classes.message}
      data-testid="message"
      data-id={message.id}
      data-status={message.status}
      data-direction={message.direction}
      data-author={message.author}
      data-first={first}
    >
      {first && (
        <span className={classes.author} data-quiet={message.author === 'customer'}>
          {message.author === 'ai' && <IconSparkles size={13} aria-hidden />}
          <bdi>{author}</bdi>
        </span>
      )}
      <div className={classes.bubble}>
        <Context message={message} />
        <Content message={message} />
        <span className={classes.meta}>
          {message.via && (
            <span data-testid="via">
              {t(message.via.kind === 'email' ? 'inbox.content.via.email' : 'inbox.content.via.whatsapp', {
                address: readable(message.via.address),
              })}
            </span>
          )}
          {message.editedAt && !message.deleted && <span>{t('inbox.thread.edited')}</span>}
          {message.ai && <AiButton ai={message.ai} />}
          <Time at={message.at} as="time" />
          {message.direction === 'out' && <Ticks status={message.status} />}
        </span>
      </div>
      <Reactions reactions={message.reactions} />
      {!trouble && message.error && message.status === 'queued' && (
        <div className={classes.trouble} data-status="waits">
          {t('delivery.explain.waits')}{' '}
          {t('delivery.because', { error: label('delivery.reason', message.error, message.error) })}
        </div>
      )}
      {trouble && (
        <div className={classes.trouble} data-status={trouble}>
          <strong>{t(`delivery.${trouble}`)}.</strong> {t(`delivery.explain.${trouble}`)}
          {message.error && (
            <div>
              {t('delivery.because', {
                error: label('delivery.reason', message.error, message.error),
              })}
            </div>
          )}
        </div>
      )}
    </article>
  );
}

/** Opens the details of an AI answer; they are fetched when first asked for. */
function AiButton({ ai }: { ai: NonNullable<Message['ai']> }) {
  const { t } = useTranslation();
  const [opened, setOpened] = useState(false);
  const button = (
    <ActionIcon
      variant="transparent"
      size={18}
      c="inherit"
      aria-label={t('inbox.ai.open')}
      aria-expanded={opened}
      onClick={() => setOpened(!opened)}
    >
      <IconInfoCircle size={15} stroke={1.8} />
    </ActionIcon>
  );
  if (!opened) return button;
  return (
    <Suspense fallback={button}>
      <AiDetails ai={ai} onClose={() => setOpened(false)}>
        {button}
      </AiDetails>
    </Suspense>
  );
}

/** A reply the server has not confirmed as a message yet. */
export function OutgoingBubble(props: {
  reply: Outgoing;
  onRetry: () => void;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { reply } = props;
  const failed = reply.state === 'failed';
  return (
    <article
      className={classes.message}
      data-testid="message"
      data-status={failed ? 'not-accepted' : 'queued'}
      data-direction="out"
      data-author="human"
      data-first={false}
    >
      <div className={classes.bubble}>
        <LongText text={reply.text} />
        <span className={classes.meta}>
          <Time at={reply.at} as="time" />
          <Ticks status={failed ? 'failed' : 'sending'} />
        </span>
      </div>
      {failed && (
        <div className={classes.trouble} data-status="failed" role="alert">
          <strong>{t('inbox.outbox.failed')}.</strong>{' '}
          {reply.problem && problemText(reply.problem)} {t('inbox.outbox.again')}
          <Group gap="xs" mt={6}>
            <Button size="compact-xs" onClick={props.onRetry}>
              {t('inbox.outbox.retry')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={props.onEdit}>
              {t('inbox.outbox.edit')}
            </Button>
          </Group>
        </div>
      )}
    </article>
  );
}
