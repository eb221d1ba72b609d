import { useSyncExternalStore } from 'react';
import { randomId } from '../../api/ids';
import { asProblem, type Problem } from '../../api/problem';

/** A reply on its way to the server. */
export interface Outgoing {
  /** The same for every attempt, so that trying again cannot send it twice. */
  key: string;
  text: string;
  at: string;
  state: 'sending' | 'accepted' | 'failed';
  /** Known once accepted; the message of this id takes over from then on. */
  messageId?: string;
  problem?: Problem;
}

export type Transport = (conversationId: string, text: string, key: string) => Promise<string>;

const nothing: readonly Outgoing[] = [];

/**
 * What was written and is not yet part of a conversation: drafts, and replies under way or refused.
 * Lives beside the pages, so that text survives a change of conversation or a failed request.
 */
export class Outbox {
  private readonly outgoing = new Map<string, readonly Outgoing[]>();
  private readonly drafts = new Map<string, string>();
  private readonly listeners = new Set<() => void>();

  draft(conversationId: string): string {
    return this.drafts.get(conversationId) ?? '';
  }

  setDraft(conversationId: string, text: string): void {
    if (text) this.drafts.set(conversationId, text);
    else this.drafts.delete(conversationId);
    this.changed();
  }

  of(conversationId: string): readonly Outgoing[] {
    return this.outgoing.get(conversationId) ?? nothing;
  }

  /** Sends a reply; the returned promise tells whether the server took it. */
  send(conversationId: string, text: string, transport: Transport): Promise<boolean> {
    const reply: Outgoing = {
      key: randomId(),
      text,
      at: new Date().toISOString(),
      state: 'sending',
    };
    this.set(conversationId, [...this.of(conversationId), reply]);
    return this.attempt(conversationId, reply, transport);
  }

  retry(conversationId: string, key: string, transport: Transport): Promise<boolean> {
    const reply = this.of(conversationId).find((r) => r.key === key && r.state === 'failed');
    if (!reply) return Promise.resolve(false);
    this.update(conversationId, key, { state: 'sending', problem: undefined });
    return this.attempt(conversationId, reply, transport);
  }

  /** Takes a refused reply back into the text field, before whatever is being written there. */
  edit(conversationId: string, key: string): void {
    const reply = this.of(conversationId).find((r) => r.key === key && r.state === 'failed');
    if (!reply) return;
    const draft = this.draft(conversationId);
    this.remove(conversationId, (r) => r.key === key);
    this.setDraft(conversationId, draft ? `${reply.text}\n${draft}` : reply.text);
  }

  /** Forgets the replies that have become messages. */
  settle(conversationId: string, messageIds: ReadonlySet<string>): void {
    this.remove(conversationId, (r) => r.messageId !== undefined && messageIds.has(r.messageId));
  }

  /** Another person may sign in next. */
  clear(): void {
    this.outgoing.clear();
    this.drafts.clear();
    this.changed();
  }

  subscribe = (listener: () => void): (() => void) => {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  };

  private async attempt(id: string, reply: Outgoing, transport: Transport): Promise<boolean> {
    try {
      const messageId = await transport(id, reply.text, reply.key);
      this.update(id, reply.key, { state: 'accepted', messageId });
      return true;
    } catch (e) {
      this.update(id, reply.key, { state: 'failed', problem: asProblem(e) });
      return false;
    }
  }

  private update(id: string, key: string, change: Partial<Outgoing>): void {
    this.set(
      id,
      this.of(id).map((r) => (r.key === key ? { ...r, ...change } : r)),
    );
  }

  private remove(id: string, gone: (reply: Outgoing) => boolean): void {
    const left = this.of(id).filter((r) => !gone(r));
    if (left.length !== this.of(id).length) this.set(id, left);
  }

  private set(id: string, replies: readonly Outgoing[]): void {
    if (replies.length > 0) this.outgoing.set(id, replies);
    else this.outgoing.delete(id);
    this.changed();
  }

  private changed(): void {
    for (const listener of this.listeners) listener();
  }
}

export const outbox = new Outbox();

export function useOutgoing(conversationId: string): readonly Outgoing[] {
  return useSyncExternalStore(outbox.subscribe, () => outbox.of(conversationId));
}

export function useDraft(conversationId: string): string {
  return useSyncExternalStore(outbox.subscribe, () => outbox.draft(conversationId));
}
