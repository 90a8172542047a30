import { once } from 'node:events';
import type http from 'node:http';
import net from 'node:net';
import { expect, test } from 'vitest';
import { behindGateway, cleanups, POST, rawConnection, signal, wholeBody } from '../testbed/bare.ts';
import { toPairs } from '../wire/headers.ts';
import type { Middleware } from './middleware.ts';

test('a request arrives with its target, header lines and body unchanged', async () => {
  const arrived = signal<{ target: string | undefined; headers: string[]; body: Buffer }>();
  const { url } = await behindGateway(async (req, res) => {
    arrived.give({ target: req.url, headers: req.rawHeaders, body: await wholeBody(req) });
    res.end('ok');
  });
  const body = '{ "n": 1.0,\n "t": "\\u00e9" }';
  const client = await rawConnection(url);
  client.socket.write(
    `POST /v1//messages?beta=true&x=%2F HTTP/1.1\r\nHost: gateway.example\r\nX-Odd: 1\r\nanthropic-beta: a\r\n` +
      `x-odd: 2\r\nAnthropic-Beta:  b,c\r\nX-Hop: 1\r\nConnection: x-hop, keep-alive\r\nContent-Length: ${body.length}\r\n\r\n${body}`,
  );
  await client.seen('ok');
  const seen = await arrived.given;
  expect(seen.target).toBe('/v1//messages?beta=true&x=%2F');
  expect(seen.body.toString()).toBe(body);
  expect(toPairs(seen.headers)).toEqual([
    ['Host', expect.stringContaining('127.0.0.1')],
    ['X-Odd', '1'],
    ['anthropic-beta', 'a'],
    ['x-odd', '2'],
    ['Anthropic-Beta', 'b,c'],
    ['Content-Length', String(body.length)],
    ['Connection', 'keep-alive'],
  ]);
});

test('a body of unknown length stays chunked, and Expect is answered', async () => {
  const arrived = signal<{ headers: http.IncomingHttpHeaders; body: Buffer }>();
  const { url } = await behindGateway(async (req, res) => {
    arrived.give({ headers: req.headers, body: await wholeBody(req) });
    res.end('ok');
  });
  const client = await rawConnection(url);
  client.socket.write(`${POST}expect: 100-continue\r\ntransfer-encoding: chunked\r\n\r\n`);
  await client.seen('100 Continue');
  client.socket.write('3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n');
  await client.seen('ok');
  const { headers, body } = await arrived.given;
  expect(body.toString()).toBe('abcde');
  expect(headers['transfer-encoding']).toBe('chunked');
  expect(headers['content-length']).toBeUndefined();
});

test('an answer comes back with its header lines, body and trailers unchanged', async () => {
  const { url } = await behindGateway((_req, res) => {
    res.sendDate = false;
    res.writeHead(429, ['Request-Id', 'req_1', 'set-cookie', 'a=1', 'Set-Cookie', 'b=2', 'retry-after', '7']);
    res.addTrailers({ 'x-sum': '9' });
    res.end('slow down');
  });
  const client = await rawConnection(url);
  client.socket.write(`${POST}content-length: 0\r\nconnection: close\r\n\r\n`);
  expect(await client.ended).toBe(
    'HTTP/1.1 429 Too Many Requests\r\nRequest-Id: req_1\r\nset-cookie: a=1\r\nSet-Cookie: b=2\r\nretry-after: 7\r\n' +
      'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nslow down\r\n0\r\nx-sum: 9\r\n\r\n',
  );
});

test('HEAD and GET pass, and a path in the upstream address comes first', async () => {
  const { url } = await behindGateway(
    (req, res) => {
      res.writeHead(200, { 'content-length': 2, 'x-path': `${req.method} ${req.url}` }).end('{}');
    },
    [],
    '/anthropic/',
  );
  const client = await rawConnection(url);
  client.socket.write('HEAD /api/hello HTTP/1.1\r\nhost: g\r\n\r\n');
  expect(await client.seen('\r\n\r\n')).toContain('x-path: HEAD /anthropic/api/hello');
  client.socket.write('GET /v1/models?limit=1000 HTTP/1.1\r\nhost: g\r\n\r\n');
  expect(await client.seen('\r\n\r\n{}')).toContain('x-path: GET /anthropic/v1/models?limit=1000');
});

test('the head and each event pass before the next one is sent', async () => {
  const next: (() => void)[] = [];
  const { url } = await behindGateway((_req, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    next.push(
      () => res.write('event: one\n\n'),
      () => res.write('event: two\n\n'),
      () => res.end('event: three\n\n'),
    );
  });
  const client = await rawConnection(url);
  client.socket.write(`${POST}content-length: 0\r\n\r\n`);
  await client.seen('\r\n\r\n');
  for (const name of ['one', 'two', 'three']) {
    next.shift()?.();
    await client.seen(`event: ${name}\n\n`);
  }
  await client.seen('0\r\n\r\n');
});

test('chunks come through as the upstream cut them', async () => {
  const { url } = await behindGateway(async (_req, res) => {
    // Newer Nodes make one chunk of what is written in one tick.
    for (const piece of ['a', 'bc', 'def']) await new Promise((taken) => res.write(piece, taken));
    res.end();
  });
  const client = await rawConnection(url);
  client.socket.write(`${POST}content-length: 0\r\n\r\n`);
  expect(await client.seen('0\r\n\r\n')).toContain('\r\n\r\n1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n');
});

test('a large body reaches the upstream while the client still sends it', async () => {
  const half = Buffer.alloc(1_000_000, 'x');
  const begun = signal();
  const { url } = await behindGateway(async (req, res) => {
    req.once('data', () => begun.give());
    res.end(String((await wholeBody(req)).length));
  });
  const client = await rawConnection(url);
  client.socket.write(`${POST}content-length: ${2 * half.length}\r\n\r\n`);
  client.socket.write(half);
  await begun.given;
  client.socket.write(half);
  await client.seen('2000000');
});

test('a client that reads slowly holds the upstream back', async () => {
  const total = 64 * 1024 * 1024;
  const finished = signal();
  let done = false;
  const { url } = await behindGateway((req, res) => {
    if (req.method === 'GET') return res.end('pong');
    res.on('finish', () => {
      done = true;
      finished.give();
    });
    return res.end(Buffer.alloc(total, 'z'));
  });
  const slow = net.connect(Number(url.port), url.hostname);
  cleanups.push(() => slow.destroy());
  slow.write(`${POST}content-length: 0\r\n\r\n`);
  await once(slow, 'readable');
  const other = await rawConnection(url);
  for (let i = 0; i < 50; i++) {
    other.socket.write('GET / HTTP/1.1\r\nhost: g\r\n\r\n');
    await other.seen('pong');
  }
  expect(done).toBe(false);
  slow.resume();
  await finished.given;
});

test('requests one after the other share a connection to the upstream', async () => {
  const ports = new Set<number | undefined>();
  const { url } = await behindGateway((req, res) => {
    ports.add(req.socket.remotePort);
    req.resume();
    res.end('ok');
  });
  const client = await rawConnection(url);
  for (let i = 0; i < 3; i++) {
    client.socket.write(`${POST}content-length: 2\r\n\r\n{}`);
    await client.seen('\r\n\r\nok');
  }
  expect(ports.size).toBe(1);
});

test('layers see the request outermost first and the answer innermost first', async () => {
  const order: string[] = [];
  const layer =
    (name: string): Middleware =>
    async (request, next) => {
      order.push(`${name} in`);
      const response = await next(request);
      order.push(`${name} out`);
      return response;
    };
  const { url } = await behindGateway((_req, res) => res.end('ok'), [layer('outer'), layer('inner')]);
  const client = await rawConnection(url);
  client.socket.write('GET / HTTP/1.1\r\nhost: g\r\n\r\n');
  await client.seen('ok');
  expect(order).toEqual(['outer in', 'inner in', 'inner out', 'outer out']);
});
