import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import {
  comparePositions,
  LiveClient,
  SILENCE_MS,
  type LiveOptions,
  type SocketListener,
} from './client';

class FakeSocket {
  readonly sent: Record<string, string>[] = [];
  closed = false;

  constructor(private readonly listener: SocketListener) {}

  send(data: string) {
    this.sent.push(JSON.parse(data) as Record<string, string>);
  }
  close() {
    this.closed = true;
  }
  says(message: object) {
    this.listener.onMessage(JSON.stringify(message));
  }
  drops() {
    this.listener.onClose();
  }
}

const sockets: FakeSocket[] = [];
let options: {
  [K in keyof LiveOptions]-?: ReturnType<typeof vi.fn<Extract<LiveOptions[K], (...a: never) => unknown>>>;
};

function client(): LiveClient {
  return new LiveClient(options);
}
async function connected(live: LiveClient, position = '10.1'): Promise<FakeSocket> {
  live.start();
  await vi.advanceTimersByTimeAsync(0);
  latest().says({ op: 'welcome', position });
  return latest();
}
const latest = () => sockets.at(-1)!;
const statuses = () => options.onStatus.mock.calls.map(([s]) => s);

beforeEach(() => {
  vi.useFakeTimers();
  sockets.length = 0;
  options = {
    ticket: vi.fn(() => Promise.resolve('t1')),
    connect: vi.fn((_ticket, listener) => {
      sockets.push(new FakeSocket(listener));
      return latest();
    }),
    onEvent: vi.fn(),
    onRefetch: vi.fn(),
    onStatus: vi.fn(),
    onEnd: vi.fn(),
    isSessionOver: vi.fn(() => false),
    random: vi.fn(() => 1),
  };
});
afterEach(() => vi.useRealTimers());

describe('subscriptions', () => {
  it('are sent after the welcome, and each topic once however many want it', async () => {
    const live = client();
    live.subscribe('inbox');
    live.subscribe('inbox');
    const socket = await connected(live);
    expect(socket.sent).toEqual([{ op: 'subscribe', topic: 'inbox' }]);
  });

  it('end when the last listener leaves', async () => {
    const live = client();
    const socket = await connected(live);
    const first = live.subscribe('leads');
    const second = live.subscribe('leads');
    first();
    first();
    expect(socket.sent).toEqual([{ op: 'subscribe', topic: 'leads' }]);
    second();
    expect(socket.sent.at(-1)).toEqual({ op: 'unsubscribe', topic: 'leads' });
  });

  it('deliver events', async () => {
    const socket = await connected(client());
    socket.says({ op: 'event', topic: 'inbox', position: '11.1', type: 'message-received', entity: 'conv_1' });
    expect(options.onEvent).toHaveBeenCalledWith({
      topic: 'inbox',
      type: 'message-received',
      entity: 'conv_1',
    });
  });
});

describe('resuming', () => {
  it('asks for what came after the last position seen, not after the new welcome', async () => {
    const live = client();
    live.subscribe('inbox');
    const socket = await connected(live, '10.1');
    socket.says({ op: 'event', topic: 'inbox', position: '12.7', type: 'x', entity: 'conv_1' });
    socket.drops();
    await vi.advanceTimersByTimeAsync(500);
    latest().says({ op: 'welcome', position: '99.1' });
    expect(latest().sent).toEqual([
      { op: 'subscribe', topic: 'inbox' },
      { op: 'resume', position: '12.7' },
    ]);
  });

  it('also moves on by pings, and answers them', async () => {
    const socket = await connected(client());
    socket.says({ op: 'ping', position: '40.2' });
    expect(socket.sent).toEqual([{ op: 'pong' }]);
    socket.drops();
    await vi.advanceTimersByTimeAsync(500);
    latest().says({ op: 'welcome', position: '50.1' });
    expect(latest().sent).toEqual([{ op: 'resume', position: '40.2' }]);
  });

  it('never falls back to an older position', async () => {
    const socket = await connected(client());
    socket.says({ op: 'ping', position: '40.2' });
    socket.says({ op: 'event', topic: 'inbox', position: '9.9', type: 'x', entity: 'e' });
    socket.drops();
    await vi.advanceTimersByTimeAsync(500);
    latest().says({ op: 'welcome', position: '50.1' });
    expect(latest().sent).toEqual([{ op: 'resume', position: '40.2' }]);
  });

  it('takes the position of a refetch of everything, even an older one', async () => {
    const socket = await connected(client(), '40.1');
    socket.says({ op: 'refetch', topic: '*', position: '3.1' });
    socket.drops();
    await vi.advanceTimersByTimeAsync(500);
    latest().says({ op: 'welcome', position: '4.1' });
    expect(latest().sent).toEqual([{ op: 'resume', position: '3.1' }]);
  });

  it('forgets the position when stopped', async () => {
    const live = client();
    await connected(live);
    live.stop();
    const socket = await connected(live, '70.1');
    expect(socket.sent).toEqual([]);
  });
});

describe('refetching', () => {
  it('is asked for everything after the first welcome, and after that only by the server', async () => {
    const socket = await connected(client());
    expect(options.onRefetch.mock.calls).toEqual([['*']]);
    socket.drops();
    await vi.advanceTimersByTimeAsync(500);
    latest().says({ op: 'welcome', position: '11.1' });
    expect(options.onRefetch).toHaveBeenCalledTimes(1);
    latest().says({ op: 'refetch', topic: 'inbox', position: '12.1' });
    expect(options.onRefetch).toHaveBeenLastCalledWith('inbox');
  });
});

describe('reconnecting', () => {
  it('waits longer each time, up to a limit, and starts over once welcomed', async () => {
    options.ticket.mockRejectedValue(new Error('down'));
    const live = client();
    live.start();
    const pauses: number[] = [];
    for (let i = 0; i < 8; i++) {
      const before = options.ticket.mock.calls.length;
      let waited = 0;
      while (options.ticket.mock.calls.length === before) {
        await vi.advanceTimersByTimeAsync(250);
        waited += 250;
      }
      pauses.push(waited);
    }
    expect(pauses).toEqual([500, 1000, 2000, 4000, 8000, 16000, 20000, 20000]);

    options.ticket.mockResolvedValue('t2');
    await vi.advanceTimersByTimeAsync(20_000);
    latest().says({ op: 'welcome', position: '1.1' });
    latest().drops();
    await vi.advanceTimersByTimeAsync(500);
    expect(sockets).toHaveLength(2);
  });

  it('scatters the pauses down to a half', async () => {
    options.random.mockReturnValue(0);
    const socket = await connected(client());
    socket.drops();
    await vi.advanceTimersByTimeAsync(249);
    expect(sockets).toHaveLength(1);
    await vi.advanceTimersByTimeAsync(1);
    expect(sockets).toHaveLength(2);
  });

  it('fetches a new ticket for every connection', async () => {
    const socket = await connected(client());
    options.ticket.mockResolvedValue('t2');
    socket.drops();
    await vi.advanceTimersByTimeAsync(500);
    expect(options.connect.mock.calls.map(([ticket]) => ticket)).toEqual(['t1', 't2']);
  });

  it('takes a long silence for a dead connection', async () => {
    const socket = await connected(client());
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
    socket.says({ op: 'ping', position: '10.2' });
    await vi.advanceTimersByTimeAsync(SILENCE_MS - 1);
    expect(socket.closed).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    expect(socket.closed).toBe(true);
    await vi.advanceTimersByTimeAsync(500);
    expect(sockets).toHaveLength(2);
  });

  it('ignores what an abandoned socket still says', async () => {
    const old = await connected(client());
    old.drops();
    await vi.advanceTimersByTimeAsync(500);
    old.says({ op: 'event', topic: 'inbox', position: '11.1', type: 'x', entity: 'e' });
    old.drops();
    await vi.advanceTimersByTimeAsync(500);
    expect(options.onEvent).not.toHaveBeenCalled();
    expect(sockets).toHaveLength(2);
  });

  it('does not wait when woken', async () => {
    const live = client();
    (await connected(live)).drops();
    live.wake();
    await vi.advanceTimersByTimeAsync(0);
    expect(sockets).toHaveLength(2);
  });

  it('says offline while the network is gone', async () => {
    const live = client();
    await connected(live);
    live.sleep();
    expect(statuses()).toEqual(['connecting', 'live', 'offline']);
    expect(latest().closed).toBe(true);
  });
});

describe('ending', () => {
  it('does not come back after a sign-out', async () => {
    const socket = await connected(client());
    socket.says({ op: 'bye', reason: 'signed_out' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(options.onEnd).toHaveBeenCalledWith('signed_out');
    expect(sockets).toHaveLength(1);
    expect(statuses().at(-1)).toBe('stopped');
  });

  it('does not come back when the session has expired', async () => {
    const socket = await connected(client());
    socket.says({ op: 'bye', reason: 'expired' });
    await vi.advanceTimersByTimeAsync(60_000);
    expect(options.onEnd).toHaveBeenCalledWith('expired');
    expect(sockets).toHaveLength(1);
  });

  it.each(['overrun', 'idle', 'going_away'])('comes back after the bye %s', async (reason) => {
    const socket = await connected(client());
    socket.says({ op: 'bye', reason });
    await vi.advanceTimersByTimeAsync(500);
    expect(options.onEnd).not.toHaveBeenCalled();
    expect(sockets).toHaveLength(2);
  });

  it('is what a refused ticket means', async () => {
    options.ticket.mockRejectedValue(new Error('401'));
    options.isSessionOver.mockReturnValue(true);
    client().start();
    await vi.advanceTimersByTimeAsync(60_000);
    expect(options.onEnd).toHaveBeenCalledTimes(1);
    expect(options.ticket).toHaveBeenCalledTimes(1);
  });

  it('closes the socket when stopped', async () => {
    const live = client();
    const socket = await connected(live);
    live.stop();
    expect(socket.closed).toBe(true);
  });
});

it('survives what it cannot read', async () => {
  const live = client();
  await connected(live);
  const listener = options.connect.mock.calls[0]![1];
  listener.onMessage('{');
  listener.onMessage(new ArrayBuffer(2));
  listener.onMessage('{"op":"from-the-future"}');
  expect(statuses().at(-1)).toBe('live');
});

it('orders positions by both numbers, beyond what a double holds', () => {
  expect(comparePositions('2.10', '2.9')).toBeGreaterThan(0);
  expect(comparePositions('10.1', '9.99')).toBeGreaterThan(0);
  expect(comparePositions('9007199254740993.1', '9007199254740992.1')).toBeGreaterThan(0);
  expect(comparePositions('5.5', '5.5')).toBe(0);
});
