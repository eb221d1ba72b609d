import { Alert, Button, List, Text } from '@mantine/core';
import { IconAlertOctagon, IconInbox } from '@tabler/icons-react';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api, done } from '../../api/client';
import type { ConversationDetail } from '../../api/model';
import { conversationQuery } from '../../api/queries';
import { useMay } from '../../app/session';
import { useLabel } from '../../ui/label';
import { ProblemAlert } from '../../ui/ProblemAlert';

/** Moves a conversation out of the inbox, or back into it. */
export function useSpam({ id }: Pick<ConversationDetail, 'id'>) {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (spam: boolean) => {
      const request = { params: { path: { id } } };
      return done(
        spam
          ? api.POST('/api/v1/conversations/{id}/spam', request)
          : api.POST('/api/v1/conversations/{id}/not-spam', request),
      );
    },
    onSuccess: () =>
      Promise.all([
        queries.invalidateQueries({ queryKey: conversationQuery(id).queryKey }),
        queries.invalidateQueries({ queryKey: ['conversations'] }),
        queries.invalidateQueries({ queryKey: ['leads'] }),
      ]),
  });
}

/** Why a conversation is kept apart, and the way back. */
export function SpamBanner(props: { conversation: ConversationDetail; change: ReturnType<typeof useSpam> }) {
  const { t } = useTranslation();
  const label = useLabel();
  const mayReply = useMay('inbox.reply');
  const { conversation, change } = props;
  const { spam } = conversation;
  if (!spam) return null;
  return (
    <div>
      <Alert
        m="sm"
        p="sm"
        color="orange"
        icon={<IconAlertOctagon aria-hidden />}
        title={spam.by ? t('inbox.spam.byPerson', { name: spam.by }) : t('inbox.spam.byItself')}
        data-testid="spam-banner"
      >
        {spam.reasons.length > 0 && (
          <List size="sm" mb={4}>
            {spam.reasons.map((reason) => (
              <List.Item key={reason}>{label('inbox.spam.reason', reason)}</List.Item>
            ))}
          </List>
        )}
        <Text size="sm">{t('inbox.spam.effect')}</Text>
        {mayReply && (
          <Button
            size="xs"
            mt="xs"
            variant="default"
            leftSection={<IconInbox size={16} aria-hidden />}
            loading={change.isPending}
            onClick={() => change.mutate(false)}
          >
            {t('inbox.spam.unmark')}
          </Button>
        )}
      </Alert>
      <ProblemAlert error={change.error} />
    </div>
  );
}
