#!/usr/bin/env python3
"""Floods the webhook of one business of a demo node and times another's customers meanwhile.

    ./leadmetrics demo --json | deploy/sandbox/load/flood.py [--sandbox http://127.0.0.1:9190]

A new business connects a WhatsApp number and posts 100,000 broken elements (100 deliveries of 1,000)
and 1,500 messages of one sender (in deliveries of 500). While they are worked off, 100 people write to
the demo's business one after the other, and each is timed from the delivery until the answer has
reached the phone. Before it, 20 are timed on the idle node. Prints one table; ends with 1 where an
answer took more than a second at p99, or one is missing. Loopback only.
"""
import argparse, hashlib, hmac, http.client, ipaddress, json, math, socket, sys, threading, time, uuid
from urllib.parse import urlsplit

LATE_MS = 1000
PATIENCE_S = 60
QUESTION = 'Do you have a pool?'


def loopback(url):
    parts = urlsplit(url)
    addresses = {info[4][0] for info in socket.getaddrinfo(parts.hostname, parts.port or 80)}
    if not all(ipaddress.ip_address(address).is_loopback for address in addresses):
        sys.exit('only a node on this machine: ' + url)
    return parts


class Http:
    """One kept connection."""

    def __init__(self, url):
        parts = loopback(url)
        self.connection = http.client.HTTPConnection(parts.hostname, parts.port, timeout=PATIENCE_S + 10)

    def ask(self, method, path, body=None, headers=None):
        data = body if isinstance(body, bytes) or body is None else json.dumps(body).encode()
        self.connection.request(method, path, data, {'Content-Type': 'application/json', **(headers or {})})
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def json(self, method, path, body=None, token=None):
        status, text = self.ask(method, path, body, {'Authorization': 'Bearer ' + token} if token else {})
        if status >= 300:
            sys.exit(f'{method} {path}: {status} {text.decode()[:300]}')
        return json.loads(text)


def sign_in(node, email, password):
    return node.json('POST', '/api/v1/auth/sign-in', {'email': email, 'password': password})['token']


def delivery(number, messages):
    value = {'messaging_product': 'whatsapp', 'metadata': {'phone_number_id': number}, 'messages': messages}
    return json.dumps({'object': 'whatsapp_business_account',
                       'entry': [{'id': '1', 'changes': [{'field': 'messages', 'value': value}]}]}).encode()


def text(sender, body):
    return {'from': sender, 'id': 'wamid.' + uuid.uuid4().hex, 'timestamp': str(int(time.time())),
            'type': 'text', 'text': {'body': body}}


def post(node, path, secret, raw):
    """Until it is taken, as a provider does."""
    signature = 'sha256=' + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    while True:
        status, _ = node.ask('POST', path, raw, {'X-Hub-Signature-256': signature})
        if status == 200:
            return
        if status not in (429, 503):
            sys.exit(f'{path}: {status}')
        time.sleep(0.2)


def flooding_business(node, sandbox, demo):
    operator = next(user for user in demo['users'] if user['role'] == 'super_admin')
    token = sign_in(node, operator['email'], operator['password'])
    name = 'Flood ' + uuid.uuid4().hex[:8]
    email = name.replace(' ', '').lower() + '@example.com'
    made = node.json('POST', '/api/v1/manage/tenants',
                     {'name': name, 'country': 'IN', 'state': 'Kerala', 'timeZone': 'Asia/Kolkata',
                      'ownerEmail': email, 'ownerName': 'Flood'}, token)
    owner = sign_in(node, email, made['ownerPassword'])
    number, secret = str(uuid.uuid4().int)[:15], uuid.uuid4().hex
    at_provider = {'phoneNumberId': number, 'displayPhoneNumber': '+' + number, 'webhookUrl': demo['url'],
                   'appSecret': secret, 'accessToken': 'token', 'verifyToken': 'verify'}
    sandbox.json('POST', '/simulator/config', at_provider)
    channel = node.json('POST', '/api/v1/channels',
                        {'kind': 'whatsapp', 'name': 'Flood', 'phoneNumberId': number, 'appSecret': secret,
                         'verifyToken': 'verify', 'accessToken': 'token', 'replies': 'ai'}, owner)
    path = channel['webhookPath']
    sandbox.json('POST', '/simulator/config', {**at_provider, 'webhookUrl': demo['url'] + path})
    return path, secret, number


def flood(url, business, stop):
    path, secret, number = business
    node = Http(url)
    broken = delivery(number, [{}] * 1000)
    same = ['919800000001'] * 500
    for i in range(100):
        if stop.is_set():
            return
        post(node, path, secret, broken)
        if i in (5, 10, 15):
            post(node, path, secret, delivery(number, [text(one, f'no {n}') for n, one in enumerate(same)]))


def answered_ms(node, sandbox, whatsapp, sender):
    begun = time.monotonic()
    post(node, whatsapp['path'], whatsapp['appSecret'],
         delivery(whatsapp['phoneNumberId'], [text(sender, QUESTION)]))
    while time.monotonic() - begun < PATIENCE_S:
        seen = sandbox.json('GET', f'/simulator/phones/{sender}/messages')
        if any(message['direction'] == 'out' for message in seen['items']):
            return (time.monotonic() - begun) * 1000
        time.sleep(0.01)
    return None


def timed(node, sandbox, whatsapp, count, first):
    return [answered_ms(node, sandbox, whatsapp, str(first + i)) for i in range(count)]


def shown(name, times):
    known = sorted(ms for ms in times if ms is not None)
    at = lambda share: round(known[max(0, math.ceil(share * len(known)) - 1)]) if known else math.inf
    print(f'{name:8} {len(times):>7} {len(times) - len(known):>7} {at(.5):>7} {at(.99):>7} {at(1):>7}', flush=True)
    return len(known) == len(times) and at(.99) <= LATE_MS


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('--sandbox', default='http://127.0.0.1:9190')
    options = parser.parse_args()
    demo = json.load(sys.stdin)
    node, sandbox = Http(demo['url']), Http(options.sandbox)
    whatsapp = demo['webhooks']['whatsapp']
    first = 919700000000 + int(time.time()) % 100_000 * 1000
    business = flooding_business(node, sandbox, demo)
    print(f"{'node':8} {'asked':>7} {'missing':>7} {'p50_ms':>7} {'p99_ms':>7} {'max_ms':>7}")
    shown('idle', timed(node, sandbox, whatsapp, 20, first))
    stop = threading.Event()
    flooding = threading.Thread(target=flood, args=(demo['url'], business, stop), daemon=True)
    flooding.start()
    time.sleep(1)
    good = shown('flooded', timed(node, sandbox, whatsapp, 100, first + 100))
    if not flooding.is_alive():
        print('the flood had been delivered before the last answer')
    stop.set()
    flooding.join(PATIENCE_S)
    sys.exit(not good)


if __name__ == '__main__':
    main()
