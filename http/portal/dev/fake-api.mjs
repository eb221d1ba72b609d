// A development double of the server: serves dist/ and answers the API from memory, so that the
// portal can be looked at without the platform. Never part of a build.
//   npm run build && npm run fake-api        then http://localhost:8099, password "demo"
//   EMPTY=1 starts without data.
import { billingRoutes } from './fake-billing.mjs';
import { createServer } from 'node:http';
import { readFileSync } from 'node:fs';
import { WebSocketServer } from 'ws';
import { ai, channels, conversations, deadLetters, id, message, users } from './fake-data.mjs';
import { mailRoutes, notificationRoutes } from './fake-notifications.mjs';

const port = Number(process.env.PORT ?? 8099);
const dist = new URL('../dist/', import.meta.url);
const empty = Boolean(process.env.EMPTY);
const db = {
  conversations: empty ? [] : conversations(),
  channels: empty ? [] : channels(),
  dead: empty ? [] : deadLetters(),
};
const types = { js: 'text/javascript', css: 'text/css', svg: 'image/svg+xml', html: 'text/html' };
const csp = [
  "default-src 'self'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self'",
  "connect-src 'self' ws:",
  "object-src 'none'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
  "form-action 'self'",
].join('; ');

const sockets = new Set();
let position = 100;
const now = () => new Date().toISOString();
function publish(topic, type, entity) {
  position += 1;
  const event = JSON.stringify({ op: 'event', topic, position: `${position}.1`, type, entity });
  for (const s of sockets) if (s.topics.has(topic)) s.send(event);
}
function changed(c, type) {
  publish('inbox', type, c.id);
  publish(`conversation:${c.id}`, type, c.id);
}

const last = (c) => c.messages.at(-1);
const summary = (c) => ({
  id: c.id, contactId: c.contactId, leadId: c.leadId, name: c.name, channel: c.channel, address: c.address,
  lastText: last(c).text, lastAt: last(c).at, lastDirection: last(c).direction, unread: c.unread, owner: c.owner,
  attention: c.attention, attentionReason: c.attentionReason, replyPending: c.replyPending,
});
const lead = ({ qualification: _q, history: _h, ...rest }) => rest;
const detail = (c) => ({
  ...summary(c), openedAt: c.openedAt, windowClosesAt: c.windowClosesAt,
  contact: { id: c.contactId, name: c.name, identifiers: c.identifiers }, lead: lead(c.lead),
});

function page(items, query) {
  const from = Number(query.get('cursor') ?? 0);
  const limit = Number(query.get('limit') ?? 50);
  const next = from + limit < items.length ? String(from + limit) : null;
  return { items: items.slice(from, from + limit), next };
}
const has = (text, q) => text.toLowerCase().includes((q ?? '').toLowerCase());

class Refusal extends Error {
  constructor(status, code, detail) {
    super(detail);
    Object.assign(this, { status, code });
  }
}
const conversation = (cid) => {
  const c = db.conversations.find((x) => x.id === cid);
  if (!c) throw new Refusal(404, 'not_found', '');
  return c;
};

/** Walks a message through the delivery states a real provider reports. */
function deliver(c, m) {
  ['sent', 'delivered', 'read'].forEach((status, i) =>
    setTimeout(() => {
      Object.assign(m, { status, statusAt: now() });
      changed(c, `message-${status}`);
    }, 500 + i * 700),
  );
}

function inbound(c, text) {
  c.messages.push({ ...message(0, 'in', 'customer', text), at: now() });
  Object.assign(c, { unread: c.unread + 1, replyPending: c.owner === 'ai' });
  changed(c, 'message-received');
  if (c.owner !== 'ai') return;
  setTimeout(() => {
    if (c.owner !== 'ai') return;
    const m = { ...message(0, 'out', 'ai', 'Yes, the pool is open from 7 to 19 every day.'), at: now(), status: 'queued', ai: ai() };
    c.messages.push(m);
    c.replyPending = false;
    changed(c, 'reply-queued');
    deliver(c, m);
  }, 1200);
}

const replies = new Map();
let failNext = 0;
const routes = [
  ['GET', '/me', ({ user }) => user],
  ...billingRoutes,
  ['POST', '/auth/sign-out', () => {
    for (const s of sockets) s.send(JSON.stringify({ op: 'bye', reason: 'signed_out' }));
  }],
  ['GET', '/conversations', ({ query }) => {
    const view = query.get('view') ?? 'all';
    const items = db.conversations
      .filter((c) => view === 'all' || (view === 'attention' ? c.attention : c.owner === view))
      .filter((c) => has(c.name + c.address + last(c).text, query.get('q')))
      .sort((a, b) => last(b).at.localeCompare(last(a).at));
    return page(items.map(summary), query);
  }],
  ['GET', '/conversations/:id', ({ params }) => detail(conversation(params[0]))],
  ['GET', '/conversations/:id/messages', ({ params, query }) => page(conversation(params[0]).messages.toReversed(), query)],
  ['POST', '/conversations/:id/take-over', ({ params }) => {
    const c = conversation(params[0]);
    Object.assign(c, { owner: 'human', replyPending: false });
    changed(c, 'taken-over');
  }],
  ['POST', '/conversations/:id/hand-back', ({ params }) => {
    const c = conversation(params[0]);
    Object.assign(c, { owner: 'ai', attention: false, attentionReason: null });
    changed(c, 'handed-back');
  }],
  ['POST', '/conversations/:id/read', ({ params }) => {
    const c = conversation(params[0]);
    c.unread = 0;
    changed(c, 'read');
  }],
  ['POST', '/conversations/:id/replies', ({ params, body, key }) => {
    if (failNext > 0) {
      failNext -= 1;
      throw new Refusal(503, 'unavailable', '');
    }
    const c = conversation(params[0]);
    if (!replies.has(key)) {
      const m = { ...message(0, 'out', 'human', body.text), at: now(), status: 'queued' };
      c.messages.push(m);
      Object.assign(c, { owner: 'human', replyPending: false });
      replies.set(key, m.id);
      changed(c, 'reply-queued');
      deliver(c, m);
    }
    return { messageId: replies.get(key) };
  }],
  ['GET', '/leads', ({ query }) => page(
    db.conversations.map((c) => lead(c.lead))
      .filter((l) => !query.get('status') || l.status === query.get('status'))
      .filter((l) => !query.get('score') || l.score === query.get('score'))
      .filter((l) => has(l.name + l.phone + l.email, query.get('q')))
      .sort((a, b) => b.lastActivityAt.localeCompare(a.lastActivityAt)),
    query,
  )],
  ['GET', '/leads/:id', ({ params }) => db.conversations.find((c) => c.leadId === params[0])?.lead],
  ['POST', '/leads/:id/status', ({ params, body }) => {
    const l = db.conversations.find((c) => c.leadId === params[0]).lead;
    l.status = body.status;
    l.history.unshift({ at: now(), what: 'lead-status-changed', detail: body.status });
    publish('leads', 'status-changed', l.id);
  }],
  ['GET', '/agent-runs/:id', ({ params }) => ({
    id: params[0], agent: 'reply', state: 'done', conversationId: null, model: 'offline-faq', attempts: 1,
    inputTokens: 412, outputTokens: 38, queuedAt: now(), startedAt: now(), finishedAt: now(), error: null,
  })],
  ['GET', '/channels', () => ({ items: db.channels, next: null })],
  ['POST', '/channels', ({ body }) => {
    const key = Math.random().toString(36).slice(2, 8);
    const c = { id: id('chan'), kind: body.kind, name: body.name, phoneNumberId: body.phoneNumberId ?? null, replies: body.replies, endpointKey: key, webhookPath: `/webhooks/${body.kind}/${key}` };
    db.channels.push(c);
    return c;
  }],
  ['GET', '/ops/dead-letters', ({ query }) => page(
    db.dead.filter((d) => (!query.get('state') || d.state === query.get('state')) && has(d.source, query.get('source')))
      .map(({ payload: _p, ...d }) => d),
    query,
  )],
  ['GET', '/ops/dead-letters/:id', ({ params }) => db.dead.find((d) => d.id === params[0])],
  ['POST', '/ops/dead-letters/:id/replay', ({ params }) => {
    Object.assign(db.dead.find((d) => d.id === params[0]), { state: 'replayed', replayedAt: now() });
  }],
  ['POST', '/ops/dead-letters/:id/discard', ({ params }) => {
    db.dead.find((d) => d.id === params[0]).state = 'discarded';
  }],
  ['GET', '/ops/overview', () => ({
    views: ['inbox', 'leads', 'agent-runs', 'dead-letters'].map((name, i) => ({ name, lag: i === 1 ? 1284 : i === 2 ? 96 : 0, position: `${position}.${i}` })),
    streams: ['ingest', 'relay', 'reactors', 'agents', 'delivery', 'live'].map((name, i) => ({ name, state: i === 4 ? 'restarting' : 'running' })),
    relay: { lagMs: 38, behind: 12 },
  })],
  ['POST', '/ops/views/:id/rebuild', () => undefined],
  ['POST', '/live/tickets', () => ({ ticket: 'ticket', expiresAt: now() })],
  ...notificationRoutes(empty, publish),
  ...mailRoutes(empty),
].map(([method, path, handle]) => ({
  method,
  pattern: new RegExp(`^/api/v1${path.replace(/:id/g, '([^/]+)')}$`),
  handle,
}));

const lotusHouse = { id: 'lotus-house', name: 'Lotus House', timeZone: 'Asia/Kolkata' };
const me = (email) => {
  const u = users[email];
  return u && {
    id: id('user'), email, name: u.name, role: u.role, permissions: u.permissions,
    tenant: u.tenant ? lotusHouse : null, verified: true, impersonator: null, language: 'en', timeZone: '', avatar: '',
    memberships: u.tenant ? [{ tenant: lotusHouse, role: u.role }] : [],
  };
};

function answer(request, url, body) {
  const email = /lm_session=([^;]+)/.exec(request.headers.cookie ?? '')?.[1];
  if (url.pathname === '/api/v1/auth/sign-in') {
    if (!users[body.email] || body.password !== 'demo') throw new Refusal(401, 'bad_credentials', '');
    return { cookie: `lm_session=${body.email}; HttpOnly; SameSite=Strict; Path=/`, body: { token: 't', expiresAt: now(), user: me(body.email), challenge: null, methods: null } };
  }
  const user = email && me(email);
  if (!user) throw new Refusal(401, 'unauthorized', 'Sign in first.');
  if (request.method !== 'GET' && request.headers['x-leadmetrics'] !== 'portal') throw new Refusal(403, 'forged', 'Header missing.');
  for (const route of routes) {
    const match = route.pattern.exec(url.pathname);
    if (match && route.method === request.method) {
      const result = route.handle({ user, query: url.searchParams, params: match.slice(1), body, key: request.headers['idempotency-key'] });
      return { body: result, cookie: url.pathname.endsWith('sign-out') ? 'lm_session=; Max-Age=0; Path=/' : undefined };
    }
  }
  throw new Refusal(404, 'not_found', '');
}

function serveFile(url, response) {
  const wanted = url.pathname.startsWith('/assets/') ? url.pathname.slice(1) : 'index.html';
  try {
    const content = readFileSync(new URL(wanted, dist));
    response.writeHead(200, { 'Content-Type': types[wanted.split('.').at(-1)] ?? 'text/plain', 'Content-Security-Policy': csp });
    response.end(content);
  } catch {
    response.writeHead(404).end();
  }
}

const server = createServer(async (request, response) => {
  const url = new URL(request.url, 'http://localhost');
  let raw = '';
  for await (const chunk of request) raw += chunk;
  const json = (status, value, headers = {}) => {
    response.writeHead(status, { 'Content-Type': status < 400 ? 'application/json' : 'application/problem+json', ...headers });
    response.end(value === undefined ? undefined : JSON.stringify(value));
  };
  if (url.pathname.startsWith('/dev/')) {
    if (url.pathname === '/dev/inbound') inbound(db.conversations[Number(url.searchParams.get('n') ?? 0)], url.searchParams.get('text') ?? 'Hello');
    if (url.pathname === '/dev/fail') failNext = 1;
    if (url.pathname === '/dev/drop') for (const s of sockets) s.terminate();
    return json(200, {});
  }
  if (!url.pathname.startsWith('/api/')) return serveFile(url, response);
  try {
    const result = answer(request, url, raw ? JSON.parse(raw) : {});
    json(result.body === undefined ? 204 : 200, result.body, result.cookie ? { 'Set-Cookie': result.cookie } : {});
  } catch (e) {
    json(e.status ?? 500, { type: 'about:blank', title: e.code ?? 'Error', status: e.status ?? 500, code: e.code ?? 'internal', detail: e.message });
  }
});

new WebSocketServer({ server, path: '/live' }).on('connection', (s) => {
  s.topics = new Set();
  sockets.add(s);
  s.send(JSON.stringify({ op: 'welcome', position: `${position}.1` }));
  const ping = setInterval(() => s.send(JSON.stringify({ op: 'ping', position: `${position}.1` })), 15_000);
  s.on('close', () => {
    sockets.delete(s);
    globalThis.clearInterval(ping);
  });
  s.on('message', (data) => {
    const m = JSON.parse(data);
    if (m.op === 'subscribe') s.topics.add(m.topic);
    if (m.op === 'unsubscribe') s.topics.delete(m.topic);
    if (m.op === 'resume') s.send(JSON.stringify({ op: 'refetch', topic: '*', position: `${position}.1` }));
  });
});
server.listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}`));
