// What the development double knows of notifications and mail.
import { id } from './fake-data.mjs';

const minutes = (n) => new Date(Date.now() - n * 60_000).toISOString();

const told = () => [
  ['conversation-waiting', 'A conversation needs a person', 'A customer waits for somebody of your team.', '/inbox', 3, false],
  ['lead-hot', 'A lead has become hot', 'What they told the AI makes them promising. Now is a good time.', '/leads', 42, false],
  ['payment-failed', 'A payment did not go through', '₹4,999.00 for the plan Growth. Reason: The card was declined.', '/settings/billing', 300, true],
  ['member-joined', 'Rahul Nair has joined the team', 'Their role is Agent.', '/settings/team', 2_000, true],
].map(([type, title, body, link, ago, read]) => ({
  id: id('note'), type, title, body, link, at: minutes(ago), readAt: read ? minutes(ago - 1) : null,
}));

const type = (name, category, label, on, locked = false) => ({ type: name, category, label, locked, on });

export function notificationRoutes(empty, publish) {
  const notes = empty ? [] : told();
  let preferences = {
    channels: ['bell', 'mail', 'telegram', 'push'],
    types: [
      type('conversation-waiting', 'inbox', 'A conversation needs a person', ['bell', 'mail']),
      type('lead-new', 'leads', 'A new lead', ['bell']),
      type('lead-hot', 'leads', 'A lead becomes hot', ['bell', 'mail']),
      type('operator-entered', 'security', 'Support works in your account', ['bell', 'mail', 'telegram', 'push'], true),
      type('payment-failed', 'billing', 'A payment fails', ['bell', 'mail']),
    ],
    quiet: { from: '22:00', to: '07:00' }, digest: false, digestAt: '08:00', timeZone: 'Asia/Kolkata',
  };
  let chat = null;
  let asked = 0;
  let browsers = [];
  const read = (note) => {
    note.readAt ??= new Date().toISOString();
    publish('notifications', 'notified', note.id);
  };
  return [
    ['GET', '/notifications/unread', () => ({ count: notes.filter((n) => !n.readAt).length })],
    ['GET', '/notifications', ({ query }) => ({
      items: notes.filter((n) => query.get('unread') !== 'true' || !n.readAt), next: null,
    })],
    ['POST', '/notifications/read', () => notes.forEach(read)],
    ['POST', '/notifications/:id/read', ({ params }) => read(notes.find((n) => n.id === params[0]))],
    // The chat is linked a moment after a code was asked for.
    ['GET', '/me/telegram', () => {
      if (asked && Date.now() - asked > 8_000) chat = 'Asha';
      return { bot: 'sandbox_bot', linkedAs: chat };
    }],
    ['POST', '/me/telegram', () => {
      asked = Date.now();
      return { code: 'Zk3v0bJ8tQ5mXw1R', url: 'https://t.me/sandbox_bot?start=Zk3v0bJ8tQ5mXw1R', expiresAt: minutes(-10) };
    }],
    ['DELETE', '/me/telegram', () => {
      chat = null;
      asked = 0;
    }],
    ['GET', '/me/push', () => ({ key: 'BA'.padEnd(87, 'A'), browsers })],
    ['POST', '/me/push', () => {
      browsers = [{ id: id('push'), userAgent: '', createdAt: minutes(0), current: true }];
      return { id: browsers[0].id };
    }],
    ['DELETE', '/me/push/:id', () => {
      browsers = [];
    }],
    ['GET', '/me/notification-preferences', () => preferences],
    ['PUT', '/me/notification-preferences', ({ body }) => {
      const on = (t) => body.choices.filter((c) => c.type === t && c.enabled).map((c) => c.channel);
      preferences = {
        ...preferences, quiet: body.quiet ?? null, digest: body.digest, digestAt: body.digestAt,
        types: preferences.types.map((t) => (t.locked ? t : { ...t, on: on(t.type) })),
      };
      return preferences;
    }],
  ];
}

const html = `<html><body style="margin:0;background:#f3f5f7;font-family:sans-serif"><div style="max-width:560px;margin:24px auto;padding:24px;background:#fff;border-radius:8px"><h1 style="font-size:22px">Choose a new password</h1><p>Hello Asha Menon,</p><p>you asked for a new password.</p></div></body></html>`;

export function mailRoutes(empty) {
  const mail = (to, template, state, attempts, error) => ({
    id: id('mail'), channel: 'mail', tenant: 'lotus-house', to, template, state, attempts, createdAt: minutes(attempts * 9),
    dueAt: minutes(0), settledAt: null, error: error ?? null,
  });
  const mails = empty ? [] : [
    mail('asha@hotel.example', 'reset-password', 'sent', 1),
    mail('ravi@hotel.example', 'digest', 'queued', 2, '451 4.7.1 Greylisted, try again'),
    mail('gone@hotel.example', 'invitation', 'failed', 1, '550 5.1.1 No such mailbox here'),
    mail('meera@hotel.example', 'invoice-issued', 'unknown', 1, 'interrupted'),
  ];
  const gone = empty ? [] : [{ address: 'gone@hotel.example', reason: '550 5.1.1 No such mailbox here', at: minutes(60) }];
  const names = ['reset-password', 'invitation', 'payment-failed', 'digest'];
  return [
    ['GET', '/manage/mail/outbox', ({ query }) => ({
      items: mails.filter((m) => (!query.get('state') || m.state === query.get('state')) && m.to.includes(query.get('to') ?? '')),
      next: null,
    })],
    ['POST', '/manage/mail/outbox/:id/retry', ({ params }) => {
      mails.find((m) => m.id === params[0]).state = 'queued';
    }],
    ['GET', '/manage/mail/suppressed', () => ({ items: gone, next: null })],
    ['DELETE', '/manage/mail/suppressed/:id', () => gone.splice(0)],
    ['GET', '/manage/mail/templates', () => ({ items: names.map((name) => ({ name, subject: name, values: [] })), next: null })],
    ['GET', '/manage/mail/templates/:id', ({ params }) => ({ subject: `Subject of ${params[0]}`, html, text: 'Hello Asha Menon,\n\nyou asked for a new password.' })],
    ['POST', '/manage/mail/templates/:id/test', () => undefined],
  ];
}
