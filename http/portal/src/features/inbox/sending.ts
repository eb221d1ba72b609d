import { useQueryClient } from '@tanstack/react-query';
import { useCallback } from 'react';
import { api, body } from '../../api/client';
import { outbox, type Transport } from './outbox';

const toServer: Transport = async (id, text, key) => {
  const accepted = await body(
    api.POST('/api/v1/conversations/{id}/replies', {
      params: { path: { id }, header: { 'Idempotency-Key': key } },
      body: { text },
    }),
  );
  return accepted.messageId;
};

/** Sends a reply, or a refused one again, and refreshes what it changes. */
export function useSending(conversationId: string) {
  const queries = useQueryClient();
  const after = useCallback(
    async (sent: Promise<boolean>) => {
      if (!(await sent)) return;
      void queries.invalidateQueries({ queryKey: ['messages', conversationId] });
      void queries.invalidateQueries({ queryKey: ['conversation', conversationId] });
      void queries.invalidateQueries({ queryKey: ['conversations'] });
    },
    [queries, conversationId],
  );
  return {
    send: (text: string) => after(outbox.send(conversationId, text, toServer)),
    retry: (key: string) => after(outbox.retry(conversationId, key, toServer)),
  };
}
