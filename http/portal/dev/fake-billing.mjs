/** Plans and credits of the demo hotel, for looking at the screens without a node. */
const agents = ['lead-responder', 'client-researcher', 'blog-writer', 'email-writer'];
const plan = (id, name, rupees, credits, factor, overage) => ({
  plan: id, version: 1, name, price: { minor: rupees * 100, currency: 'INR' },
  limits: { agents: factor * 2 - 1, channels: factor * 2, seats: factor * 3, contacts: factor * 2500, creditsPerMonth: credits, tokensPerMonth: credits * 500 },
  features: agents.slice(0, factor), overage, publishedAt: '2026-11-01T09:00:00Z',
});
const plans = [
  plan('free', 'Free', 0, 100, 1, false),
  plan('starter', 'Starter', 2999, 1000, 2, false),
  plan('growth', 'Growth', 7999, 3000, 3, false),
  plan('pro', 'Pro', 19999, 10000, 4, true),
];
const credits = {
  plan: 'Pro', balance: 1640, held: 3, available: 1637, monthly: 1387, kept: 250, allowance: 10000,
  period: { start: '2026-11-01T00:00:00Z', end: '2026-12-01T00:00:00Z' },
  overage: { allowed: true, ceiling: { minor: 500000, currency: 'INR' }, spent: { minor: 12400, currency: 'INR' } },
  lockedFor: null,
};
const line = (place, kind, amount, balance, more) => ({
  place, at: new Date(Date.now() - (60 - place) * 3_600_000).toISOString(), kind, amount, balance, entry: null, creditType: null,
  unit: null, units: null, overageCredits: 0, overage: { minor: 0, currency: 'INR' }, by: 'system', note: null, ...more,
});
const statement = [
  line(59, 'usage', -1, 1640, { creditType: 'lead-responder', unit: 'reply', units: 1 }),
  line(57, 'usage', -30, 1641, { creditType: 'blog-writer', unit: 'post', units: 1 }),
  line(55, 'top_up', 250, 1671, { note: 'pay_29QQoUBi66xm2f' }),
  line(53, 'usage', 0, 1421, { creditType: 'report-writer', unit: 'report', units: 2, overageCredits: 50, overage: { minor: 12400, currency: 'INR' } }),
  line(51, 'lapsed', -212, 1421),
  line(50, 'allowance', 10000, 1633),
];

export const billingRoutes = [
  ['GET', '/plans', () => ({ items: plans, next: null })],
  ['GET', '/entitlements', () => ({ entitlements: { ...plans[3], frozen: false }, channels: 2, seats: 3, contacts: 40 })],
  ['GET', '/credits', () => credits],
  ['GET', '/credits/statement', ({ query }) => ({ items: statement.filter((l) => !query.get('kind') || l.kind === query.get('kind')), next: null })],
  ['PUT', '/credits/overage', ({ body }) => { credits.overage.ceiling.minor = body.ceilingPaise; return undefined; }],
  ['GET', '/manage/plans/:id/versions', ({ params }) => ({ items: [{ plan: plans.find((p) => p.plan === params[0]), by: 'system' }], next: null })],
];
