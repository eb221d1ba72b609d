import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { ConversationDetail } from '../../api/model';
import { me, show } from '../../testing/render';
import { OutgoingBubble } from './Bubble';
import { Composer } from './Composer';
import { outbox, useOutgoing } from './outbox';
import { useSending } from './sending';

const conversation: ConversationDetail = {
  id: 'conv_1',
  contactId: 'cont_1',
  leadId: null,
  name: 'Ananya Rao',
  channel: 'whatsapp',
  address: '+919812345678',
  lastText: 'Do you have a pool?',
  lastAt: '2026-11-21T06:00:00Z',
  lastDirection: 'in',
  unread: 0,
  owner: 'human',
  attention: false,
  attentionReason: null,
  priority: 'normal',
  replyPending: false,
  spam: null,
  openedAt: '2026-11-21T06:00:00Z',
  windowClosesAt: null,
  contact: { id: 'cont_1', name: 'Ananya Rao', otherNames: [], identifiers: [], optedOut: false },
  lead: null,
  obstacle: null,
  replyWay: null,
};

/** The composer with the replies that are under way above it, as in the thread. */
function Desk({ c = conversation }: { c?: ConversationDetail }) {
  const { retry } = useSending(c.id);
  return (
    <>
      {useOutgoing(c.id).map((r) => (
        <OutgoingBubble
          key={r.key}
          reply={r}
          onRetry={() => void retry(r.key)}
          onEdit={() => outbox.edit(c.id, r.key)}
        />
      ))}
      <Composer conversation={c} />
    </>
  );
}

let answers: (() => Response | Promise<Response>)[];
let requests: Request[];
const accepted = () => Response.json({ messageId: 'msg_9' }, { status: 202 });
const refused = () =>
  Response.json(
    { type: 'about:blank', title: 'Busy', status: 429, code: 'rate_limited', detail: 'Wait.' },
    { status: 429 },
  );
const field = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Reply' });
const sentTexts = () => Promise.all(requests.map(async (r) => (await r.clone().json()) as unknown));

beforeEach(() => {
  outbox.clear();
  requests = [];
  answers = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation((input) => {
    requests.push(input as Request);
    return Promise.resolve((answers.shift() ?? accepted)());
  });
});

describe('sending', () => {
  it('happens at once, with the guard header and a key of its own', async () => {
    const user = userEvent.setup();
    show(<Desk />);
    await user.type(field(), 'Yes, we do.');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect(field().value).toBe('');
    expect(screen.getByTestId('message').textContent).toContain('Yes, we do.');
    await waitFor(() => expect(outbox.of('conv_1')[0]?.messageId).toBe('msg_9'));
    expect(requests[0]!.headers.get('X-Leadmetrics')).toBe('portal');
    expect(requests[0]!.headers.get('Idempotency-Key')).toMatch(/^[0-9a-f]{32}$/);
    expect(await sentTexts()).toEqual([{ text: 'Yes, we do.' }]);
  });

  it('works with Ctrl+Enter, while Enter makes a line', async () => {
    const user = userEvent.setup();
    show(<Desk />);
    await user.type(field(), 'One{Enter}Two{Control>}{Enter}{/Control}');
    await waitFor(() => expect(requests).toHaveLength(1));
    expect(await sentTexts()).toEqual([{ text: 'One\nTwo' }]);
  });

  it('is not possible with nothing to say', async () => {
    const user = userEvent.setup();
    show(<Desk />);
    await user.type(field(), '   {Control>}{Enter}{/Control}');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
    expect(requests).toHaveLength(0);
  });
});

describe('a refused reply', () => {
  it('is kept, explained, and tried again under the same key', async () => {
    const user = userEvent.setup();
    answers = [refused];
    show(<Desk />);
    await user.type(field(), 'Yes, we do.');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toContain('Too many requests');
    expect(screen.getByTestId('message').textContent).toContain('Yes, we do.');

    await user.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => expect(outbox.of('conv_1')[0]?.state).toBe('accepted'));
    const keys = requests.map((r) => r.headers.get('Idempotency-Key'));
    expect(keys).toHaveLength(2);
    expect(keys[0]).toBe(keys[1]);
    expect(screen.queryByRole('alert')).toBeNull();
  });

  it('can go back into the field without losing what is written there', async () => {
    const user = userEvent.setup();
    answers = [() => Promise.reject(new TypeError('Failed to fetch'))];
    show(<Desk />);
    await user.type(field(), 'First');
    await user.click(screen.getByRole('button', { name: 'Send' }));
    expect((await screen.findByRole('alert')).textContent).toContain('could not be reached');
    await user.type(field(), 'Second');
    await user.click(screen.getByRole('button', { name: 'Edit' }));
    expect(field().value).toBe('First\nSecond');
    expect(screen.queryByTestId('message')).toBeNull();
  });
});

it('takes no reply where the channel cannot carry one, and says why', () => {
  show(<Desk c={{ ...conversation, obstacle: 'channel_paused' }} />);
  expect(screen.getByTestId('obstacle').textContent).toContain('paused');
  expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
});

describe('drafts', () => {
  it('survive a change of conversation', async () => {
    const user = userEvent.setup();
    const { unmount } = show(<Desk />);
    await user.type(field(), 'Half a thou');
    unmount();
    show(<Desk c={{ ...conversation, id: 'conv_2' }} />);
    expect(field().value).toBe('');
    unmount();
    show(<Desk />);
    expect(screen.getAllByRole<HTMLTextAreaElement>('textbox').at(-1)!.value).toBe('Half a thou');
  });
});

describe('the 24-hour window', () => {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000).toISOString();

  it.each([
    [20, null],
    [1, 'closes in 1 hour'],
    [-1, 'window is closed'],
  ])('with %d hours left', async (hours, notice) => {
    const user = userEvent.setup();
    show(<Desk c={{ ...conversation, windowClosesAt: at(hours) }} />);
    await user.type(field(), 'Hello');
    expect(screen.queryByTestId('window-notice')?.textContent ?? null).toEqual(
      notice && (expect.stringContaining(notice) as string),
    );
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(hours < 0);
  });
});

it('does not let someone write who may only read', () => {
  show(<Desk />, { ...me, permissions: ['inbox.read'] });
  expect(screen.queryByRole('textbox')).toBeNull();
});

describe('the way of an answer to a web form', () => {
  it('shows the template that an answer goes into', () => {
    const template = { account: '42', name: 'enquiry', language: 'en', body: 'You asked: {{1}} Bye.' };
    show(
      <Desk c={{ ...form, replyWay: { kind: 'whatsapp', address: '+919812345678', template } }} />,
    );
    expect(screen.getByTestId('way').textContent).toContain('in your template: You asked: … Bye.');
  });

  const form = { ...conversation, channel: 'web-form' as const, address: '' };

  it('says by which way it goes', () => {
    show(
      <Desk
        c={{ ...form, replyWay: { kind: 'email', address: 'asha@example.com', template: null } }}
      />,
    );
    expect(screen.getByTestId('way').textContent).toContain('by e-mail to asha@example.com');
  });

  it('says when there is none, and sends nothing', () => {
    show(<Desk c={form} />);
    expect(screen.getByTestId('no-way').textContent).toContain('left no e-mail address');
    expect(screen.getByRole<HTMLButtonElement>('button', { name: 'Send' }).disabled).toBe(true);
  });
});
