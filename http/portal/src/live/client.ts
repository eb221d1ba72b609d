/** How the live connection is doing. */
export type LiveStatus = 'connecting' | 'live' | 'waiting' | 'offline' | 'stopped';

export interface LiveEvent {
  topic: string;
  type: string;
  entity: string;
}

/** The part of a WebSocket the client needs. */
export interface Socket {
  send(data: string): void;
  close(): void;
}

export interface SocketListener {
  onMessage: (data: unknown) => void;
  onClose: () => void;
}

export interface LiveOptions {
  /** Fetches a fresh short-lived ticket; rejects when there is none to be had. */
  ticket: () => Promise<string>;
  connect: (ticket: string, listener: SocketListener) => Socket;
  onEvent: (event: LiveEvent) => void;
  /** What was missed cannot be told one by one: fetch again. `*` means every topic. */
  onRefetch: (topic: string) => void;
  onStatus: (status: LiveStatus) => void;
  /** The session is over: `signed_out`, `expired`, or `unauthorized` when a ticket was refused. */
  onEnd: (reason: string) => void;
  /** Whether a failed ticket request means that the session is over. */
  isSessionOver?: (error: unknown) => boolean;
  random?: () => number;
}

type ServerMessage =
  | { op: 'welcome'; position: string }
  | { op: 'event'; topic: string; position: string; type: string; entity: string }
  | { op: 'refetch'; topic: string; position: string }
  | { op: 'ping'; position: string }
  | { op: 'bye'; reason: string };

/** Farewells after which coming back is of no use; after others the client returns. */
const endings: ReadonlySet<string> = new Set(['signed_out', 'expired']);

const BACKOFF_FIRST_MS = 500;
const BACKOFF_MAX_MS = 20_000;
/** The server pings well within this time; a longer silence is a dead connection. */
export const SILENCE_MS = 60_000;

/**
 * One websocket for all topics. After a drop it comes back by itself, with growing and scattered
 * pauses, and resumes from the last position it has seen.
 */
export class LiveClient {
  private readonly topics = new Map<string, number>();
  private socket: Socket | undefined;
  private welcomed = false;
  private position: string | undefined;
  private attempts = 0;
  private running = false;
  private retry: ReturnType<typeof setTimeout> | undefined;
  private watchdog: ReturnType<typeof setTimeout> | undefined;
  /** Counts connections, so that what an abandoned one still says is ignored. */
  private generation = 0;

  constructor(private readonly options: LiveOptions) {}

  start(): void {
    if (this.running) return;
    this.running = true;
    this.open();
  }

  /** Closes for good; the position is forgotten. */
  stop(): void {
    this.running = false;
    this.abandon();
    this.position = undefined;
    this.attempts = 0;
    this.options.onStatus('stopped');
  }

  /** Listens to a topic until the returned function is called; many may want the same one. */
  subscribe(topic: string): () => void {
    const wanted = this.topics.get(topic) ?? 0;
    this.topics.set(topic, wanted + 1);
    if (wanted === 0 && this.welcomed) this.send({ op: 'subscribe', topic });
    let active = true;
    return () => {
      if (!active) return;
      active = false;
      const left = (this.topics.get(topic) ?? 1) - 1;
      if (left > 0) {
        this.topics.set(topic, left);
      } else {
        this.topics.delete(topic);
        if (this.welcomed) this.send({ op: 'unsubscribe', topic });
      }
    };
  }

  /** The network is back, or the page is looked at again: no reason to wait any longer. */
  wake(): void {
    if (!this.running || this.retry === undefined) return;
    clearTimeout(this.retry);
    this.open();
  }

  /** The network is gone: say so, and wait for {@link wake}. */
  sleep(): void {
    if (!this.running) return;
    this.abandon();
    this.options.onStatus('offline');
    this.scheduleRetry();
  }

  private open(): void {
    this.abandon();
    const generation = this.generation;
    this.options.onStatus(this.attempts === 0 ? 'connecting' : 'waiting');
    this.options.ticket().then(
      (ticket) => {
        if (generation === this.generation && this.running) this.attach(ticket, generation);
      },
      (error: unknown) => {
        if (generation !== this.generation || !this.running) return;
        if (this.options.isSessionOver?.(error)) this.end('unauthorized');
        else this.lost();
      },
    );
  }

  private attach(ticket: string, generation: number): void {
    this.listenForSilence();
    this.socket = this.options.connect(ticket, {
      onMessage: (data) => {
        if (generation !== this.generation) return;
        this.listenForSilence();
        const message = parse(data);
        if (message) this.receive(message);
      },
      onClose: () => {
        if (generation === this.generation) this.lost();
      },
    });
  }

  private receive(message: ServerMessage): void {
    switch (message.op) {
      case 'welcome':
        this.welcome(message.position);
        break;
      case 'event':
        this.advance(message.position);
        this.options.onEvent({ topic: message.topic, type: message.type, entity: message.entity });
        break;
      case 'refetch':
        // The server may have started over, so its word replaces the position, even backwards.
        if (message.topic === '*') this.position = message.position;
        else this.advance(message.position);
        this.options.onRefetch(message.topic);
        break;
      case 'ping':
        this.advance(message.position);
        this.send({ op: 'pong' });
        break;
      case 'bye':
        if (endings.has(message.reason)) this.end(message.reason);
        else this.lost();
        break;
    }
  }

  private welcome(position: string): void {
    this.welcomed = true;
    this.attempts = 0;
    for (const topic of this.topics.keys()) this.send({ op: 'subscribe', topic });
    if (this.position !== undefined) {
      // The welcome names where the server is now; what lies between is what resume asks for.
      this.send({ op: 'resume', position: this.position });
    } else {
      this.position = position;
      // Whatever was fetched before the subscriptions stood may have missed something since.
      this.options.onRefetch('*');
    }
    this.options.onStatus('live');
  }

  private advance(position: string): void {
    if (this.position === undefined || comparePositions(position, this.position) > 0) {
      this.position = position;
    }
  }

  private lost(): void {
    this.abandon();
    this.options.onStatus('waiting');
    this.scheduleRetry();
  }

  private scheduleRetry(): void {
    const ceiling = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** this.attempts);
    this.attempts += 1;
    // Between half and all of it, so that a restarted server is not stormed by everyone at once.
    const pause = ceiling * (0.5 + 0.5 * (this.options.random ?? Math.random)());
    this.retry = setTimeout(() => this.open(), pause);
  }

  private end(reason: string): void {
    this.stop();
    this.options.onEnd(reason);
  }

  private abandon(): void {
    this.generation += 1;
    clearTimeout(this.retry);
    clearTimeout(this.watchdog);
    this.retry = undefined;
    this.welcomed = false;
    const socket = this.socket;
    this.socket = undefined;
    socket?.close();
  }

  private listenForSilence(): void {
    clearTimeout(this.watchdog);
    this.watchdog = setTimeout(() => this.lost(), SILENCE_MS);
  }

  private send(message: object): void {
    this.socket?.send(JSON.stringify(message));
  }
}

/** Orders `<tx>.<ord>` positions; both parts may exceed what a number holds exactly. */
export function comparePositions(a: string, b: string): number {
  const [atx, aord] = parts(a);
  const [btx, bord] = parts(b);
  if (atx !== btx) return atx < btx ? -1 : 1;
  return aord === bord ? 0 : aord < bord ? -1 : 1;
}

function parts(position: string): [bigint, bigint] {
  const [tx = '', ord = ''] = position.split('.');
  return [toBigInt(tx), toBigInt(ord)];
}

function toBigInt(digits: string): bigint {
  return /^\d+$/.test(digits) ? BigInt(digits) : 0n;
}

function parse(data: unknown): ServerMessage | undefined {
  if (typeof data !== 'string') return undefined;
  try {
    return JSON.parse(data) as ServerMessage;
  } catch {
    return undefined;
  }
}
