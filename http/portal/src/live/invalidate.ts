import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { LiveEvent } from './client';

/** Which queries an event makes stale. */
export function keysFor(event: Pick<LiveEvent, 'topic' | 'entity'>): QueryKey[] {
  const [kind, id] = split(event.topic);
  switch (kind) {
    case 'inbox':
      return [['conversations'], ...conversation(event.entity)];
    case 'conversation':
      return conversation(id ?? event.entity);
    case 'leads':
      // An open conversation shows its lead beside it.
      return [['leads'], event.entity.startsWith('lead_') ? ['lead', event.entity] : ['lead'], ['conversation']];
    case 'team':
      return [['team']];
    case 'credits':
      return [['credits']];
    case 'agent-run':
      return [['agent-run', id ?? event.entity]];
    case 'notifications':
      return [['notifications']];
    default:
      return [];
  }
}

/** Which queries a topic covers, when the server cannot say what has changed. */
export function keysForTopic(topic: string): QueryKey[] {
  if (topic === '*') {
    return [
      ['conversations'],
      ['conversation'],
      ['messages'],
      ['leads'],
      ['lead'],
      ['agent-run'],
      ['team'],
      ['credits'],
      ['notifications'],
    ];
  }
  const [kind] = split(topic);
  switch (kind) {
    case 'inbox':
      return [['conversations'], ['conversation'], ['messages']];
    case 'leads':
      return [['leads'], ['lead'], ['conversation']];
    default:
      return keysFor({ topic, entity: '' });
  }
}

/** The queries of one conversation; of all that are open when something else has changed, as a name. */
function conversation(id: string): QueryKey[] {
  if (id.startsWith('conv_')) {
    return [
      ['conversation', id],
      ['messages', id],
    ];
  }
  return [['conversation']];
}

function split(topic: string): [string, string | undefined] {
  const colon = topic.indexOf(':');
  return colon < 0 ? [topic, undefined] : [topic.slice(0, colon), topic.slice(colon + 1)];
}

export const THROTTLE_MS = 150;

/** Gathers what became stale and invalidates it together, so that a burst costs one round of requests. */
export class Invalidator {
  private readonly pending = new Map<string, QueryKey>();
  private timer: ReturnType<typeof setTimeout> | undefined;

  constructor(private readonly client: QueryClient) {}

  add(keys: readonly QueryKey[]): void {
    for (const key of keys) this.pending.set(JSON.stringify(key), key);
    if (this.pending.size > 0) this.timer ??= setTimeout(() => this.flush(), THROTTLE_MS);
  }

  dispose(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.pending.clear();
  }

  private flush(): void {
    this.timer = undefined;
    const keys = [...this.pending.values()];
    this.pending.clear();
    for (const queryKey of keys) void this.client.invalidateQueries({ queryKey });
  }
}
