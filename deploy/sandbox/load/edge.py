#!/usr/bin/env python3
"""Floods the HTTP edge of a node on this machine and times /health meanwhile.

    deploy/sandbox/load/edge.py --url http://127.0.0.1:8080 [--email E --password P] [bodies] [heads] [resumes]

bodies   1,000 connections that declare 3 MiB each to an endpoint that does not exist
heads    4,300 connections with half a request head, a byte more each second
resumes  20,000 resume frames on one live socket; needs an account

Each flood lasts --seconds (30) and ends by itself. Once a second /health/live and /health/ready are
asked, and the heap is read from /metrics. Prints one table; ends with 1 where a health answer took
more than a second or did not come. Raise `ulimit -n` to 10,000 first. Loopback only.
"""
import argparse, base64, http.client, ipaddress, json, multiprocessing, os, re, resource, socket, sys, time
from urllib.parse import quote, urlsplit

LATE_MS = 1000
PATIENCE_S = 10
HEAP = re.compile(r'^jvm_memory_used_bytes\{[^}]*area="heap"[^}]*\} (\S+)', re.M)


class Node:
    def __init__(self, url):
        parts = urlsplit(url)
        self.host, self.port = parts.hostname, parts.port or 80
        addresses = {info[4][0] for info in socket.getaddrinfo(self.host, self.port)}
        if not all(ipaddress.ip_address(address).is_loopback for address in addresses):
            sys.exit('only a node on this machine: ' + url)

    def connect(self, timeout=PATIENCE_S):
        return socket.create_connection((self.host, self.port), timeout)

    def ask(self, method, path, body=None, token=None):
        connection = http.client.HTTPConnection(self.host, self.port, timeout=PATIENCE_S)
        headers = {'Connection': 'close', 'Content-Type': 'application/json'}
        if token:
            headers['Authorization'] = 'Bearer ' + token
        try:
            connection.request(method, path, body and json.dumps(body), headers)
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
        finally:
            connection.close()

    def json(self, path, body, token=None):
        status, text = self.ask('POST', path, body, token)
        if status >= 300:
            sys.exit(f'{path}: {status} {text}')
        return json.loads(text)

    def heap_mb(self):
        try:
            found = HEAP.findall(self.ask('GET', '/metrics')[1])
            return sum(map(float, found)) / 2**20 if found else None
        except (OSError, http.client.HTTPException):
            return None


def probe(node, stopping, answers):
    """Asks once a second until stopped; what does not come counts as PATIENCE_S. A process of its own:
    the flood must not delay the clock."""
    millis, failed, heap = [], 0, []
    while not stopping.is_set():
        began = time.monotonic()
        for path in ('/health/live', '/health/ready'):
            asked = time.monotonic()
            try:
                ok = node.ask('GET', path)[0] == 200
                millis.append((time.monotonic() - asked) * 1000)
            except (OSError, http.client.HTTPException):
                ok = False
                millis.append(PATIENCE_S * 1000)
            failed += not ok
        found = node.heap_mb()
        if found is not None:
            heap.append(found)
        stopping.wait(max(0, 1 - (time.monotonic() - began)))
    answers.put((millis, failed, heap))


def send(sockets, data):
    """Sends to each what it takes at once, and drops those that the node has closed."""
    alive = []
    for one in sockets:
        try:
            one.send(data)
            alive.append(one)
        except BlockingIOError:
            alive.append(one)
        except OSError:
            one.close()
    return alive


def opened(node, count, first):
    sockets = []
    for _ in range(count):
        try:
            one = node.connect(2)
            one.sendall(first)
            one.setblocking(False)
            sockets.append(one)
        except OSError:
            pass
    return sockets


def hold(node, count, first, more, pause, until):
    sockets = opened(node, count, first)
    while time.monotonic() < until:
        sockets = send(sockets, more)
        time.sleep(pause)
    for one in sockets:
        one.close()


def bodies(node, until, _):
    head = (f'POST /webhooks/whatsapp/{"A" * 24} HTTP/1.1\r\nHost: {node.host}\r\n'
            f'Content-Type: application/json\r\nContent-Length: {3 << 20}\r\n\r\n')
    hold(node, 1000, head.encode(), b' ' * 65536, 0.2, until)


def heads(node, until, _):
    hold(node, 4300, f'GET / HTTP/1.1\r\nHost: {node.host}\r\nX: '.encode(), b'x', 1, until)


def resumes(node, until, account):
    token = node.json('/api/v1/auth/sign-in', account)['token']
    ticket = node.json('/api/v1/live/tickets', {}, token)['ticket']
    live = node.connect()
    key = base64.b64encode(os.urandom(16)).decode()
    live.sendall((f'GET /live?ticket={quote(ticket)} HTTP/1.1\r\nHost: {node.host}:{node.port}\r\n'
                  'Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n'
                  f'Sec-WebSocket-Key: {key}\r\n\r\n').encode())
    if b' 101 ' not in live.recv(4096):
        sys.exit('the live socket did not open')
    text = b'{"op":"resume","position":"0.0"}'
    frame = bytes([0x81, 0x80 | len(text), 0, 0, 0, 0]) + text  # masked with zeros
    live.setblocking(False)
    left = frame * 20_000
    while time.monotonic() < until:
        try:
            left = left[live.send(left[:65536]):] if left else left
        except BlockingIOError:
            pass
        except OSError:
            break
        try:
            while live.recv(65536):
                pass
        except OSError:
            pass
        time.sleep(0.02)
    live.close()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument('floods', nargs='*', metavar='bodies|heads|resumes')
    parser.add_argument('--url', default='http://127.0.0.1:8080')
    parser.add_argument('--seconds', type=int, default=30)
    parser.add_argument('--email')
    parser.add_argument('--password')
    options = parser.parse_args()
    known = {'bodies': bodies, 'heads': heads, 'resumes': resumes}
    names = options.floods or [name for name in known if name != 'resumes' or options.email]
    if not set(names) <= set(known) or ('resumes' in names and not options.email):
        parser.error('floods are bodies, heads, resumes; resumes need --email and --password')
    if resource.getrlimit(resource.RLIMIT_NOFILE)[0] < 5000:
        sys.exit('ulimit -n is below 5,000')
    node = Node(options.url)
    seconds = min(options.seconds, 120)
    account = {'email': options.email, 'password': options.password}
    row = '{:8} {:>7} {:>7} {:>7} {:>7} {:>7} {:>9} {:>9} {:>9}'
    print(row.format('flood', 'asked', 'failed', 'p50_ms', 'p99_ms', 'max_ms', 'before_mb', 'peak_mb', 'after_mb'))
    bad = False
    for name in names:
        before = node.heap_mb()
        stopping, answers = multiprocessing.Event(), multiprocessing.Queue()
        multiprocessing.Process(target=probe, args=(node, stopping, answers), daemon=True).start()
        known[name](node, time.monotonic() + seconds, account)
        stopping.set()
        millis, failed, heaps = answers.get(timeout=4 * PATIENCE_S)
        after = node.heap_mb()
        times = sorted(millis)
        at = lambda share: round(times[min(len(times) - 1, int(share * len(times)))])
        heap = [f'{mb:.0f}' if mb is not None else '-' for mb in (before, max(heaps, default=None), after)]
        print(row.format(name, len(times), failed, at(.5), at(.99), at(1), *heap), flush=True)
        bad |= failed > 0 or times[-1] > LATE_MS
    sys.exit(bad)


if __name__ == '__main__':
    main()
