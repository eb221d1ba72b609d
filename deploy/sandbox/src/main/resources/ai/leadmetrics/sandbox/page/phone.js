const $ = (id) => document.getElementById(id);
const SAVED = 'leadmetrics.sandbox.phones';

const state = {
  businesses: [],
  phones: [],
  saved: load(),
  current: '',
  epoch: '',
  revision: 0,
  last: 0,
  bubbles: new Map(),
  seen: new Map(),
};

// ---- server

async function call(path, options) {
  const response = await fetch(path, options);
  const body = response.status === 204 ? {} : await response.json();
  if (!response.ok) throw new Error(body.error?.message ?? `The sandbox answered ${response.status}`);
  return body;
}

const post = (path, body) =>
  call(path, {method: 'POST', headers: {'Content-Type': 'application/json'}, body: JSON.stringify(body)});

const pause = (millis) => new Promise((done) => setTimeout(done, millis));

/** One request hangs for as long as nothing happens; everything on the page follows from its answers. */
async function watch() {
  let revision = -1;
  for (;;) {
    try {
      const [view] = await Promise.all([
        call(`/simulator/phones?since=${revision}&waitMs=${revision < 0 ? 0 : 25000}`),
        refreshBusinesses(),
      ]);
      connection('live', 'Live');
      const restarted = view.epoch !== state.epoch;
      state.epoch = view.epoch;
      revision = view.revision;
      state.phones = view.items;
      if (restarted) startOver();
      if (!state.current && phones().length) choose(phones()[0].number, false);
      await refreshThread();
      renderPhones();
    } catch {
      connection('lost', 'Connection lost, trying again');
      revision = -1;
      await pause(1500);
    }
  }
}

async function refreshBusinesses() {
  const {items} = await call('/simulator/config');
  const signature = JSON.stringify(items);
  if (signature === refreshBusinesses.signature) return;
  refreshBusinesses.signature = signature;
  state.businesses = items;
  const select = $('business');
  const chosen = select.value;
  select.replaceChildren(
    ...items.map((item) => new Option(item.displayPhoneNumber, item.phoneNumberId)));
  if (items.some((item) => item.phoneNumberId === chosen)) select.value = chosen;
  select.disabled = items.length < 2;
  $('business-choice').hidden = items.length === 0;
  renderEmpty();
}

async function refreshThread() {
  const number = state.current;
  const business = $('business').value;
  if (!number || !business) return;
  const query = new URLSearchParams({phoneNumberId: business, after: state.last, since: state.revision});
  const view = await call(`/simulator/phones/${encodeURIComponent(number)}/messages?${query}`);
  if (number !== state.current || business !== $('business').value) return;
  state.revision = view.revision;
  view.items.forEach(show);
  renderEmpty();
}

// ---- phones

function load() {
  try {
    return JSON.parse(localStorage.getItem(SAVED)) ?? [];
  } catch {
    return [];
  }
}

function save() {
  try {
    localStorage.setItem(SAVED, JSON.stringify(state.saved.slice(-50)));
  } catch {
    // Private windows may refuse; the phones then last as long as the page.
  }
}

/** Phones with messages first, then those that have only been added here. */
function phones() {
  const known = new Set(state.phones.map((phone) => phone.number));
  return [...state.phones, ...state.saved.filter((phone) => !known.has(phone.number))];
}

const nameOf = (number) =>
  state.saved.find((phone) => phone.number === number)?.name ||
  state.phones.find((phone) => phone.number === number)?.name || '';

function choose(number, open = true) {
  if (number !== state.current) {
    state.current = number;
    forgetThread();
  }
  if (open) document.body.dataset.view = 'chat';
  problem('');
  renderHead();
  renderPhones();
  renderEmpty();
  refreshThread().catch(() => {});
}

/** What was written before the page was opened is no news. */
function startOver() {
  state.seen = new Map(state.phones.map((phone) => [phone.number, phone.last.n]));
  forgetThread();
}

function forgetThread() {
  state.revision = 0;
  state.last = 0;
  state.bubbles.clear();
  $('messages').replaceChildren();
}

// ---- drawing

function element(tag, properties = {}, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function drawing(path, box) {
  const namespace = 'http://www.w3.org/2000/svg';
  const svg = document.createElementNS(namespace, 'svg');
  svg.setAttribute('viewBox', box);
  svg.setAttribute('aria-hidden', 'true');
  const line = document.createElementNS(namespace, 'path');
  line.setAttribute('d', path);
  svg.append(line);
  return svg;
}

const initials = (name, number) =>
  name.split(/\s+/).filter(Boolean).slice(0, 2).map((word) => [...word][0].toUpperCase()).join('') ||
  number.slice(-2);

const clock = (at) => new Date(at).toLocaleTimeString([], {hour: '2-digit', minute: '2-digit'});

const day = (at) =>
  new Date(at).toLocaleDateString([], {weekday: 'long', day: 'numeric', month: 'long'});

function connection(kind, words) {
  const line = $('connection');
  if (line.textContent === words) return;
  line.dataset.state = kind;
  line.textContent = words;
}

function problem(words) {
  $('problem').textContent = words;
  $('problem').hidden = !words;
}

function renderPhones() {
  const focused = document.activeElement?.dataset?.number;
  const list = $('phones');
  list.replaceChildren(...phones().map(phoneButton));
  $('phones-empty').hidden = list.children.length > 0;
  if (focused) list.querySelector(`[data-number="${CSS.escape(focused)}"]`)?.focus();
}

function phoneButton(phone) {
  const name = nameOf(phone.number);
  const button = element('button', {type: 'button', className: 'phone'},
    element('span', {className: 'avatar', textContent: initials(name, phone.number), ariaHidden: 'true'}),
    element('span', {className: 'who', textContent: name || phone.number, dir: 'auto'}),
    element('time', phone.last ? {textContent: clock(phone.last.at), dateTime: phone.last.at} : {}),
    element('span', {className: 'last', textContent: phone.last?.text ?? phone.number, dir: 'auto'}));
  button.dataset.number = phone.number;
  const current = phone.number === state.current;
  if (current) button.setAttribute('aria-current', 'true');
  const newest = phone.last?.n ?? 0;
  if (current) state.seen.set(phone.number, newest);
  if (phone.last?.direction === 'out' && newest > (state.seen.get(phone.number) ?? 0)) {
    button.append(element('span', {className: 'news', textContent: 'new'}));
  }
  button.addEventListener('click', () => {
    choose(phone.number);
    $('text').focus();
  });
  return element('li', {}, button);
}

function renderHead() {
  const name = nameOf(state.current);
  $('chat-name').textContent = name || state.current || 'No phone chosen';
  $('chat-number').textContent = name ? state.current : '';
  $('chat-avatar').textContent = state.current ? initials(name, state.current) : '';
}

function renderEmpty() {
  const ready = state.current !== '' && state.businesses.length > 0;
  $('text').disabled = !ready;
  $('send').disabled = !ready;
  let words = '';
  if (state.businesses.length === 0) {
    words = 'No business number is registered yet. The product registers its own when it starts.';
  } else if (!state.current) {
    words = 'Add a phone to write to the business as its owner.';
  } else if (state.bubbles.size === 0) {
    words = 'Nothing written yet. Say hello.';
  }
  $('chat-empty').textContent = words;
}

const TICK = 'M1 6l3 3 7-8';
const TICKS = 'M1 6l3 3 7-8M8 9l7-8';
const MARKS = {
  sending: {path: 'M8 1a5 5 0 1 0 .1 0M8 3.5V6l2 1.5', label: 'Sending'},
  accepted: {path: 'M8 1a5 5 0 1 0 .1 0M8 3.5V6l2 1.5', label: 'Accepted'},
  sent: {path: TICK, label: 'Sent'},
  delivered: {path: TICKS, label: 'Delivered'},
  read: {path: TICKS, label: 'Read'},
  failed: {label: 'Not delivered'},
};

/** Changes attributes only, so that a screen reader does not read every tick aloud. */
function mark(span, status) {
  const {path, label} = MARKS[status] ?? {label: status};
  span.dataset.status = status;
  span.title = label;
  span.ariaLabel = label;
  span.replaceChildren(path ? drawing(path, '0 0 16 11') : label);
  return span;
}

function show(message) {
  const known = state.bubbles.get(message.id);
  if (known) {
    mark(known.querySelector('.ticks'), message.status);
    return;
  }
  const list = $('messages');
  const atEnd = list.scrollHeight - list.scrollTop - list.clientHeight < 80;
  const today = day(message.at);
  if (list.lastElementChild?.dataset.day !== today) {
    const line = element('p', {className: 'day', textContent: today});
    line.dataset.day = today;
    list.append(line);
  }
  const author = message.direction === 'in' ? 'Customer' : 'Business';
  const bubble = element('div', {className: 'bubble'},
    element('span', {className: 'hidden', textContent: `${author}: `}),
    element('div', {className: 'words', textContent: message.text, dir: 'auto'}),
    element('div', {className: 'meta'},
      element('time', {textContent: clock(message.at), dateTime: message.at}),
      mark(element('span', {className: 'ticks', role: 'img'}), message.status)));
  bubble.dataset.direction = message.direction;
  bubble.dataset.day = today;
  list.append(bubble);
  state.bubbles.set(message.id, bubble);
  state.last = Math.max(state.last, message.n);
  if (atEnd || message.direction === 'in') list.scrollTop = list.scrollHeight;
}

// ---- hands

$('composer').addEventListener('submit', async (event) => {
  event.preventDefault();
  const text = $('text').value.trim();
  if (!text || !state.current) return;
  $('text').value = '';
  problem('');
  try {
    const sent = await post('/simulator/messages', {
      from: state.current,
      name: nameOf(state.current),
      text,
      phoneNumberId: $('business').value,
    });
    if (sent.status === 0) problem('The product could not be reached at its webhook.');
    else if (sent.status < 200 || sent.status > 299) problem(`The product’s webhook answered ${sent.status}.`);
  } catch (failure) {
    problem(failure.message);
    if (!$('text').value) $('text').value = text;
  }
});

$('text').addEventListener('keydown', (event) => {
  if (event.key === 'Enter' && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    $('composer').requestSubmit();
  }
});

$('business').addEventListener('change', () => {
  forgetThread();
  renderEmpty();
  refreshThread().catch(() => {});
});

$('back').addEventListener('click', () => {
  document.body.dataset.view = 'list';
});

$('add').addEventListener('click', () => {
  $('phone-form').reset();
  $('number-error').hidden = true;
  $('dialog').showModal();
});

$('cancel').addEventListener('click', () => $('dialog').close());

$('phone-form').addEventListener('submit', (event) => {
  event.preventDefault();
  const digits = $('number').value.replace(/\D/g, '');
  const valid = /^\d{6,15}$/.test(digits);
  $('number').setAttribute('aria-invalid', String(!valid));
  $('number-error').hidden = valid;
  $('number-error').textContent = valid ? '' : 'Write 6 to 15 digits, starting with the country code.';
  if (!valid) {
    $('number').focus();
    return;
  }
  const number = `+${digits}`;
  state.saved = [...state.saved.filter((phone) => phone.number !== number), {number, name: $('name').value.trim()}];
  save();
  $('dialog').close();
  choose(number);
  $('text').focus();
});

renderEmpty();
watch();
