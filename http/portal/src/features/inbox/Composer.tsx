import { Alert, Button, Group, Text, Textarea } from '@mantine/core';
import { IconBellOff, IconClockExclamation, IconMailOff, IconPlugConnectedX, IconSend2 } from '@tabler/icons-react';
import type { KeyboardEvent, Ref } from 'react';
import { useTranslation } from 'react-i18next';
import type { ConversationDetail } from '../../api/model';
import { useFormat, useNow } from '../../app/format';
import { useMay } from '../../app/session';
import { TextLink } from '../../ui/links';
import { outbox, useDraft } from './outbox';
import { useSending } from './sending';
import { readable } from './address';
import classes from './Inbox.module.css';
import { sendKey } from './keys';

/** WhatsApp takes no longer text in one message. */
const MAX_LENGTH = 4096;
const CLOSING_MS = 2 * 3_600_000;
/** Why a channel carries no reply. */
const obstacles = ['channel_paused', 'channel_credentials', 'no_channel'] as const;

/** Where a person writes. */
export function Composer(props: {
  conversation: ConversationDetail;
  inputRef?: Ref<HTMLTextAreaElement>;
}) {
  const { t } = useTranslation();
  const { conversation, inputRef } = props;
  const draft = useDraft(conversation.id);
  const { send } = useSending(conversation.id);
  const mayReply = useMay('inbox.reply');
  const mayManage = useMay('channels.manage');
  const closed = useWindow(conversation.windowClosesAt) === 'closed';
  const text = draft.trim();
  const excess = text.length - MAX_LENGTH;
  const form = conversation.channel === 'web-form';
  const way = conversation.replyWay;
  // An answer by another channel does not need this one.
  const obstacle =
    way?.kind === 'whatsapp' ? undefined : obstacles.find((o) => o === conversation.obstacle);
  const ready = text !== '' && excess <= 0 && !closed && !obstacle && !(form && !way);

  const submit = () => {
    if (!ready) return;
    outbox.setDraft(conversation.id, '');
    void send(text);
  };
  const onKeyDown = (e: KeyboardEvent<HTMLTextAreaElement>) => {
    if (e.key === 'Enter' && (e.ctrlKey || e.metaKey)) {
      e.preventDefault();
      submit();
    } else if (e.key === 'Escape') {
      e.currentTarget.blur();
    }
  };

  if (!mayReply) {
    return (
      <div className={classes.composer}>
        <Text size="sm" c="dimmed">
          {t('inbox.composer.readOnly')}
        </Text>
      </div>
    );
  }
  return (
    <div className={classes.composer}>
      {conversation.contact.optedOut && (
        <Alert
          mb="xs"
          p="xs"
          color="orange"
          icon={<IconBellOff aria-hidden />}
          data-testid="opted-out"
        >
          {t('inbox.composer.optedOut', { name: conversation.name })}
        </Alert>
      )}
      {obstacle ? (
        <Alert mb="xs" p="xs" color="red" icon={<IconPlugConnectedX aria-hidden />} data-testid="obstacle">
          {t(`inbox.composer.obstacle.${obstacle}`)}{' '}
          {mayManage && obstacle !== 'no_channel' && (
            <TextLink inherit to="/channels">{t('inbox.composer.toChannels')}</TextLink>
          )}
        </Alert>
      ) : (
        <WindowNotice conversation={conversation} />
      )}
      {form && !way && (
        <Alert mb="xs" p="xs" color="orange" icon={<IconMailOff aria-hidden />} data-testid="no-way">
          {t('inbox.composer.noWay', { name: conversation.name })}
        </Alert>
      )}
      <form
        onSubmit={(e) => {
          e.preventDefault();
          submit();
        }}
      >
        <Group gap="xs" align="flex-end" wrap="nowrap">
          <Textarea
            ref={inputRef}
            flex={1}
            autosize
            minRows={1}
            maxRows={8}
            dir="auto"
            aria-label={t('inbox.composer.label')}
            placeholder={t('inbox.composer.placeholder')}
            value={draft}
            onChange={(e) => outbox.setDraft(conversation.id, e.currentTarget.value)}
            onKeyDown={onKeyDown}
            error={excess > 0 && t('inbox.composer.tooLong', { count: excess })}
          />
          <Button
            type="submit"
            disabled={!ready}
            leftSection={<IconSend2 size={16} aria-hidden />}
          >
            {t('inbox.composer.send')}
          </Button>
        </Group>
      </form>
      <Text component="div" size="xs" c="dimmed" mt={4} className={classes.composerHint}>
        <span>
          {way && (
            <span data-testid="way">
              {t(`inbox.composer.way.${way.template ? 'template' : way.kind === 'email' ? 'email' : 'whatsapp'}`, {
                address: readable(way.address),
                body: way.template?.body.replace('{{1}}', '…'),
              })}{' '}
            </span>
          )}
          {conversation.owner === 'ai' && t('inbox.composer.takesOver')}
        </span>
        <span className={classes.keyHint}>{t('inbox.composer.hint', { key: sendKey })}</span>
      </Text>
    </div>
  );
}

type WindowState = 'open' | 'closing' | 'closed';

/** WhatsApp lets a business answer freely for 24 hours after the customer's last message. */
function useWindow(closesAt: string | null | undefined): WindowState {
  const now = useNow();
  if (!closesAt) return 'open';
  const left = Date.parse(closesAt) - now;
  return left <= 0 ? 'closed' : left <= CLOSING_MS ? 'closing' : 'open';
}

function WindowNotice({ conversation }: { conversation: ConversationDetail }) {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const state = useWindow(conversation.windowClosesAt);
  if (state === 'open' || !conversation.windowClosesAt) return null;
  return (
    <Alert
      mb="xs"
      p="xs"
      color={state === 'closed' ? 'red' : 'orange'}
      icon={<IconClockExclamation aria-hidden />}
      data-testid="window-notice"
    >
      {state === 'closed'
        ? t('inbox.composer.windowClosed', { name: conversation.name })
        : t('inbox.composer.windowClosing', {
            name: conversation.name,
            when: format.relative(conversation.windowClosesAt, now),
          })}
    </Alert>
  );
}
