// Made-up people and messages for the development double of the API.
const minutes = (n) => new Date(Date.now() - n * 60_000).toISOString();
let counter = 0;
export const id = (prefix) => `${prefix}_0197${(++counter).toString(16).padStart(28, '0')}`;

const ai = (over = {}) => ({
  runId: id('run'),
  model: 'offline-faq',
  offline: true,
  confidence: 0.87,
  action: 'none',
  language: 'en',
  latencyMs: 412,
  ...over,
});

const message = (ago, direction, author, text, over = {}) => ({
  id: id('msg'),
  direction,
  author,
  authorName: author === 'human' ? 'Priya Nair' : null,
  text,
  kind: 'text',
  at: minutes(ago),
  status: direction === 'in' ? 'received' : 'read',
  statusAt: minutes(ago),
  error: null,
  ai: author === 'ai' ? ai() : null,
  ...over,
});

const people = [
  {
    name: 'Ananya Rao',
    address: '+919812345678',
    unread: 2,
    owner: 'ai',
    attention: false,
    lead: { status: 'qualifying', score: 'warm' },
    qualification: { service: 'Weekend stay for two', urgency: 'This month', budget: null, location: 'Fort Kochi', decisionMaker: null, timeline: '12 to 14 March' },
    messages: [
      message(1500, 'in', 'customer', 'Hello! Do you have rooms for the second weekend of March?'),
      message(1499, 'out', 'ai', 'Welcome to Lotus House! Yes, we have the Garden Room and the Courtyard Suite free from 12 to 14 March. How many of you will be staying?'),
      message(1490, 'in', 'customer', 'Two of us. My husband and me.'),
      message(1489, 'out', 'ai', 'Lovely. The Courtyard Suite is ₹9,800 a night with breakfast. Would you like me to hold it for you?', { ai: ai({ action: 'ask', confidence: 0.93 }) }),
      message(6, 'in', 'customer', 'Is breakfast vegetarian? 🌿'),
      message(5.8, 'out', 'ai', 'Yes, breakfast is freshly cooked and fully vegetarian, with vegan dishes on request.', { status: 'delivered' }),
      message(2, 'in', 'customer', 'Perfect.'),
      message(1, 'in', 'customer', 'Do you have a pool?'),
    ],
    replyPending: true,
  },
  {
    name: 'يوسف الحداد',
    address: '+971501234567',
    unread: 1,
    owner: 'human',
    attention: true,
    attentionReason: 'asked_for_person',
    closesInMinutes: 55,
    lead: { status: 'handed_off', score: 'hot' },
    qualification: { service: 'Family suite', urgency: 'Today', budget: 'AED 4,000', location: 'Fort Kochi', decisionMaker: 'Self', timeline: '20 December, 6 nights' },
    messages: [
      message(1400, 'in', 'customer', 'مرحبا، هل لديكم جناح عائلي في ديسمبر؟'),
      message(1399, 'out', 'ai', 'أهلاً بك! نعم، لدينا جناح عائلي متاح. كم عدد الضيوف؟', { ai: ai({ language: 'ar', confidence: 0.71, action: 'ask' }) }),
      message(1395, 'in', 'customer', 'أريد التحدث مع شخص من فضلك (room 12, 4 guests)'),
      message(1394, 'out', 'ai', 'بالطبع.', { status: 'dropped', error: 'overtaken' }),
      message(1390, 'out', 'human', 'Hello Yousef, this is Priya from Lotus House. The family suite is free from 20 December.', { status: 'read' }),
      message(1388, 'out', 'human', 'It sleeps five, with a private terrace.', { status: 'sent' }),
      message(1387, 'out', 'human', 'Shall I send the photos?', { status: 'unknown' }),
      message(1385, 'in', 'customer', 'نعم من فضلك'),
    ],
  },
  {
    name: 'Marta Kowalska',
    address: 'marta@example.com',
    channel: 'web-form',
    unread: 0,
    owner: 'ai',
    attention: false,
    lead: { status: 'new', score: 'unscored', email: 'marta@example.com' },
    qualification: {},
    messages: [
      message(190, 'in', 'customer', 'We are planning a yoga retreat for 14 people in October. Do you host groups?\n\nMarta'),
      message(189, 'out', 'ai', 'Thank you, Marta! We host groups of up to 18 and have a covered terrace for practice.', { status: 'queued' }),
    ],
  },
  {
    name: 'Rahul Mehta',
    address: '+919900112233',
    unread: 0,
    owner: 'human',
    attention: true,
    attentionReason: 'delivery_failed',
    closesInMinutes: -300,
    lead: { status: 'appointment_booked', score: 'hot' },
    qualification: { service: 'Wedding party, 40 guests', urgency: 'High', budget: '₹12 lakh', location: 'Courtyard', decisionMaker: 'Rahul and his sister', timeline: 'February' },
    messages: [
      message(3000, 'in', 'customer', 'Can we see the courtyard on Sunday?'),
      message(2990, 'out', 'human', 'Of course. Sunday at eleven is booked for you.', { status: 'read' }),
      message(60, 'out', 'human', 'A reminder: we see you tomorrow at eleven.', { status: 'failed', error: '131047 Re-engagement message' }),
    ],
  },
];

// Someone with a long history, to look at paging and scrolling.
people.push({
  name: 'Hana Sato',
  address: '+819012345678',
  unread: 0,
  owner: 'human',
  attention: false,
  lead: { status: 'nurturing', score: 'warm' },
  qualification: {},
  messages: Array.from({ length: 220 }, (_, i) =>
    i % 2
      ? message(20_000 - i * 60, 'out', 'human', `Answer ${i}`)
      : message(20_000 - i * 60, 'in', 'customer', `Question ${i}${i === 218 ? `: ${'where is the temple? '.repeat(200)}` : ''}`),
  ),
});

const firstNames = ['Lena', 'Diego', 'Mei', 'Tom', 'Sara', 'Kofi', 'Ines', 'Arjun', 'Noor', 'Olga'];
const lastNames = ['Weber', 'Santos', 'Lin', 'Baker', 'Haddad', 'Mensah', 'Costa', 'Iyer', 'Khan', 'Petrova'];
const statuses = ['new', 'qualifying', 'qualified', 'nurturing', 'closed_won', 'closed_lost', 'disqualified'];
const scores = ['hot', 'warm', 'cold', 'unscored'];
for (let i = 0; i < 90; i++) {
  const first = firstNames[i % 10];
  const last = lastNames[(i * 7 + Math.floor(i / 10)) % 10];
  people.push({
    name: `${first} ${last}`,
    address: `+49151${(20000000 + i * 7919).toString()}`,
    unread: 0,
    owner: i % 5 === 3 ? 'human' : 'ai',
    attention: false,
    lead: { status: statuses[i % statuses.length], score: scores[(i * 3) % 4] },
    qualification: { service: 'Double room' },
    messages: [
      message(300 + i * 240, 'in', 'customer', 'Do you offer airport pickup?'),
      message(299 + i * 240, 'out', 'ai', 'Yes, airport pickup can be arranged for ₹1,200.', {
        status: i % 3 ? 'read' : 'delivered',
      }),
    ],
  });
}

export function conversations() {
  return people.map((p) => {
    const contactId = id('cont');
    const conversationId = id('conv');
    const leadId = id('lead');
    const channel = p.channel ?? 'whatsapp';
    return {
      id: conversationId,
      contactId,
      leadId,
      name: p.name,
      channel,
      address: p.address,
      unread: p.unread,
      owner: p.owner,
      attention: p.attention,
      attentionReason: p.attentionReason ?? null,
      replyPending: p.replyPending ?? false,
      messages: p.messages,
      openedAt: p.messages[0].at,
      windowClosesAt:
        channel === 'whatsapp' ? minutes(-(p.closesInMinutes ?? 1200)) : null,
      identifiers: [{ kind: p.address.includes('@') ? 'email' : 'phone', value: p.address }],
      lead: {
        id: leadId,
        contactId,
        name: p.name,
        phone: p.address.includes('@') ? null : p.address,
        email: p.lead.email ?? null,
        source: channel,
        status: p.lead.status,
        score: p.lead.score,
        createdAt: p.messages[0].at,
        lastActivityAt: p.messages.at(-1).at,
        conversationId,
        qualification: {
          service: null, urgency: null, budget: null, location: null, decisionMaker: null, timeline: null,
          ...p.qualification,
        },
        history: [
          { at: p.messages.at(-1).at, what: 'lead-status-changed', detail: p.lead.status },
          { at: p.messages[0].at, what: 'lead-opened', detail: channel },
        ],
      },
    };
  });
}

export const channels = () => [
  { id: id('chan'), kind: 'whatsapp', name: 'Front desk', phoneNumberId: '106540352242922', replies: 'ai', endpointKey: 'wk7f2m', webhookPath: '/webhooks/whatsapp/wk7f2m' },
  { id: id('chan'), kind: 'web-form', name: 'Website enquiry form', phoneNumberId: null, replies: 'off', endpointKey: 'fq81xz', webhookPath: '/webhooks/web-form/fq81xz' },
];

export function deadLetters() {
  const reasons = [
    ['invalid_json', 'Unexpected end of input at line 1, column 212'],
    ['unknown_field', 'entry[0].changes[0].field = "flows" is not read'],
    ['unknown_endpoint', 'No channel has phone number ID 999'],
  ];
  return Array.from({ length: 12 }, (_, i) => ({
    id: id('dead'),
    tenant: i % 3 === 0 ? null : 'lotus-house',
    source: i % 4 === 0 ? 'web-form' : 'whatsapp',
    endpoint: 'wk7f2m',
    reason: reasons[i % 3][0],
    detail: reasons[i % 3][1],
    receivedAt: minutes(i * 170 + 3),
    size: 180 + i * 977,
    state: i === 4 ? 'replayed' : i === 7 ? 'discarded' : 'open',
    replayedAt: i === 4 ? minutes(10) : null,
    payload: JSON.stringify(
      { object: 'whatsapp_business_account', entry: [{ id: '1029384756', changes: [{ field: 'flows', value: { messaging_product: 'whatsapp', metadata: { display_phone_number: '919812300000', phone_number_id: '999' } } }] }] },
      null,
      2,
    ),
  }));
}

export const users = {
  'admin@lotus-house.example': { name: 'Priya Nair', role: 'admin', tenant: true, permissions: ['inbox.read', 'inbox.reply', 'leads.read', 'leads.write', 'agents.read', 'channels.manage', 'billing.read', 'billing.manage', 'ops.read', 'ops.manage'] },
  'viewer@lotus-house.example': { name: 'Vikram Shah', role: 'viewer', tenant: true, permissions: ['inbox.read', 'leads.read'] },
  'ops@leadmetrics.example': { name: 'Olivia Stone', role: 'super_admin', tenant: false, permissions: ['ops.read', 'ops.manage', 'templates.manage', 'plans.manage'] },
};

export { ai, message };
