const $ = (id) => document.getElementById(id);
const INTERVAL = 2000;

async function items(path) {
  const response = await fetch(path);
  return (await response.json()).items.reverse();
}

async function refresh() {
  show('messages', await items('/simulator/telegram/messages'), (m) => [`Chat ${m.chat}`, m.text]);
  show('pushes', await items('/simulator/push'), (p) => [
    `Browser ${p.name}`,
    `${p.encoding}, urgency ${p.urgency || 'normal'}, kept for ${p.ttl} s`,
  ]);
}

function show(list, found, words) {
  $(`no-${list}`).hidden = found.length > 0;
  const latest = `${found.length} ${found[0]?.at}`;
  if ($(list).dataset.latest === latest) return;
  $(list).dataset.latest = latest;
  $(list).replaceChildren(...found.map((one) => entry(one.at, ...words(one))));
}

function entry(at, title, text) {
  const item = document.createElement('li');
  item.append(line('b', title), line('time', new Date(at).toLocaleString()), text);
  return item;
}

function line(tag, text) {
  const element = document.createElement(tag);
  element.textContent = text;
  return element;
}

$('say').addEventListener('submit', async (event) => {
  event.preventDefault();
  const response = await fetch('/simulator/telegram/say', {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ chat: $('chat').value, text: $('said').value }),
  });
  $('answer').textContent = response.ok ? 'Sent.' : 'No bot listens yet: ask for a code in the portal first.';
  if (response.ok) $('said').value = '';
});

for (;;) {
  await refresh().catch(() => {});
  await new Promise((done) => setTimeout(done, INTERVAL));
}
