const $ = (id) => document.getElementById(id);
const INTERVAL = 2000;
let shown = '';
let current = 0;

async function refresh() {
  const to = $('to').value.trim();
  const response = await fetch(`/mailbox/messages?to=${encodeURIComponent(to)}`);
  const { items } = await response.json();
  const signature = items.map((m) => m.id).join();
  if (signature === shown) return;
  shown = signature;
  $('empty').hidden = items.length > 0;
  $('list').replaceChildren(...items.map(entry));
}

function entry(mail) {
  const item = document.createElement('li');
  const button = document.createElement('button');
  button.type = 'button';
  button.setAttribute('aria-current', String(mail.id === current));
  button.append(line('b', mail.subject), line('span', mail.to), line('time', time(mail.at)));
  button.addEventListener('click', () => open(mail));
  item.append(button);
  return item;
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

const time = (at) => new Date(at).toLocaleString();

function open(mail) {
  current = mail.id;
  shown = '';
  $('mail').hidden = false;
  document.body.dataset.view = 'mail';
  $('subject').textContent = mail.subject;
  $('meta').textContent = `From ${mail.from} to ${mail.to}, ${time(mail.at)}`;
  $('html').src = `/mailbox/messages/${mail.id}/html`;
  $('text').replaceChildren(...linked(mail.text));
  show(mail.html ? 'html' : 'text');
  void refresh();
}

function linked(text) {
  return text.split(/(https?:\/\/[^\s<>"]+)/).map((part, i) => {
    if (i % 2 === 0) return part;
    const link = line('a', part);
    link.href = part;
    link.target = '_blank';
    link.rel = 'noreferrer';
    return link;
  });
}

function show(view) {
  for (const each of ['html', 'text']) {
    $(each).hidden = each !== view;
    $(`as-${each}`).setAttribute('aria-pressed', String(each === view));
  }
}

$('as-html').addEventListener('click', () => show('html'));
$('as-text').addEventListener('click', () => show('text'));
$('back').addEventListener('click', () => { document.body.dataset.view = 'list'; });
$('to').addEventListener('input', () => void refresh());
$('to').value = new URLSearchParams(location.search).get('to') ?? '';

for (;;) {
  await refresh().catch(() => { shown = ''; });
  await new Promise((done) => setTimeout(done, INTERVAL));
}
