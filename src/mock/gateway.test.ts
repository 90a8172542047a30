import { once } from 'node:events';
import http from 'node:http';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { toPairs } from '../wire/headers.ts';
import { startGateway } from './gateway.ts';
import type { Middleware } from './middleware.ts';

const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

/** A bare upstream with a gateway in front of it. */
async function stand(handler: http.RequestListener, layers: Middleware[] = [], path = '') {
  const server = http.createServer({ keepAliveTimeout: 120_000 }, handler);
  await once(server.listen(0, '127.0.0.1'), 'listening');
  cleanups.push(
    () => server.close(),
    () => server.closeAllConnections(),
  );
  const { port } = server.address() as net.AddressInfo;
  const gateway = await startGateway({ upstream: `http://127.0.0.1:${port}${path}`, layers });
  cleanups.push(() => gateway.close());
  return { server, url: new URL(gateway.url) };
}

/** A raw connection to the gateway that collects what comes back. */
async function connect(url: URL) {
  const socket = net.connect(Number(url.port), url.hostname);
  await once(socket, 'connect');
  cleanups.push(() => socket.destroy());
  let text = '';
  let wake = () => {};
  socket.on('data', (bytes) => {
    text += bytes.toString('latin1');
    wake();
  });
  const seen = async (part: string) => {
    while (!text.includes(part)) {
      await new Promise<void>((resolve) => {
        wake = resolve;
      });
    }
    const end = text.indexOf(part) + part.length;
    const before = text.slice(0, end);
    text = text.slice(end);
    return before;
  };
  const ended = once(socket, 'close').then(() => text);
  return { socket, seen, ended };
}

async function bodyOf(req: http.IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of req) chunks.push(chunk);
  return Buffer.concat(chunks);
}

/** Resolves with the first call of the returned function. */
function signal<T = void>() {
  let give: (value: T) => void = () => {};
  const given = new Promise<T>((resolve) => {
    give = resolve;
  });
  return { give: (value: T) => give(value), given };
}

const POST = 'POST /v1/messages?beta=true HTTP/1.1\r\nhost: gateway.example\r\n';

test('a request arrives with its target, header lines and body unchanged', async () => {
  const arrived = signal<{ target: string | undefined; headers: string[]; body: Buffer }>();
  const { url } = await stand(async (req, res) => {
    arrived.give({ target: req.url, headers: req.rawHeaders, body: await bodyOf(req) });
    res.end('ok');
  });
  const body = '{ "n": 1.0,\n "t": "\\u00e9" }';
  const client = await connect(url);
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
  const { url } = await stand(async (req, res) => {
    arrived.give({ headers: req.headers, body: await bodyOf(req) });
    res.end('ok');
  });
  const client = await connect(url);
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
  const { url } = await stand((_req, res) => {
    res.sendDate = false;
    res.writeHead(429, ['Request-Id', 'req_1', 'set-cookie', 'a=1', 'Set-Cookie', 'b=2', 'retry-after', '7']);
    res.addTrailers({ 'x-sum': '9' });
    res.end('slow down');
  });
  const client = await connect(url);
  client.socket.write(`${POST}content-length: 0\r\nconnection: close\r\n\r\n`);
  expect(await client.ended).toBe(
    'HTTP/1.1 429 Too Many Requests\r\nRequest-Id: req_1\r\nset-cookie: a=1\r\nSet-Cookie: b=2\r\nretry-after: 7\r\n' +
      'Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nslow down\r\n0\r\nx-sum: 9\r\n\r\n',
  );
});

test('HEAD and GET pass, and a path in the upstream address comes first', async () => {
  const { url } = await stand(
    (req, res) => {
      res.writeHead(200, { 'content-length': 2, 'x-path': `${req.method} ${req.url}` }).end('{}');
    },
    [],
    '/anthropic/',
  );
  const client = await connect(url);
  client.socket.write('HEAD /api/hello HTTP/1.1\r\nhost: g\r\n\r\n');
  expect(await client.seen('\r\n\r\n')).toContain('x-path: HEAD /anthropic/api/hello');
  client.socket.write('GET /v1/models?limit=1000 HTTP/1.1\r\nhost: g\r\n\r\n');
  expect(await client.seen('\r\n\r\n{}')).toContain('x-path: GET /anthropic/v1/models?limit=1000');
});

test('the head and each event pass before the next one is sent', async () => {
  const next: (() => void)[] = [];
  const { url } = await stand((_req, res) => {
    res.writeHead(200, { 'content-type': 'text/event-stream' }).flushHeaders();
    next.push(
      () => res.write('event: one\n\n'),
      () => res.write('event: two\n\n'),
      () => res.end('event: three\n\n'),
    );
  });
  const client = await connect(url);
  client.socket.write(`${POST}content-length: 0\r\n\r\n`);
  await client.seen('\r\n\r\n');
  for (const name of ['one', 'two', 'three']) {
    next.shift()?.();
    await client.seen(`event: ${name}\n\n`);
  }
  await client.seen('0\r\n\r\n');
});

test('chunks come through as the upstream cut them', async () => {
  const { url } = await stand(async (_req, res) => {
    // Newer Nodes make one chunk of what is written in one tick.
    for (const piece of ['a', 'bc', 'def']) await new Promise((taken) => res.write(piece, taken));
    res.end();
  });
  const client = await connect(url);
  client.socket.write(`${POST}content-length: 0\r\n\r\n`);
  expect(await client.seen('0\r\n\r\n')).toContain('\r\n\r\n1\r\na\r\n2\r\nbc\r\n3\r\ndef\r\n');
});

test('a large body reaches the upstream while the client still sends it', async () => {
  const half = Buffer.alloc(1_000_000, 'x');
  const begun = signal();
  const { url } = await stand(async (req, res) => {
    req.once('data', () => begun.give());
    res.end(String((await bodyOf(req)).length));
  });
  const client = await connect(url);
  client.socket.write(`${POST}content-length: ${2 * half.length}\r\n\r\n`);
  client.socket.write(half);
  await begun.given;
  client.socket.write(half);
  await client.seen('2000000');
});

test.each([
  ['before the head', () => {}],
  ['in the middle of a stream', (res: http.ServerResponse) => res.writeHead(200).write('event: one\n\n')],
])('a client that leaves %s is gone for the upstream, too', async (_when, begin) => {
  const arrived = signal<http.ServerResponse>();
  const { url } = await stand((req, res) => {
    req.resume();
    begin(res);
    arrived.give(res);
  });
  const client = await connect(url);
  client.socket.write(`${POST}content-length: 0\r\n\r\n`);
  const res = await arrived.given;
  if (res.headersSent) await client.seen('event: one');
  client.socket.destroy();
  await once(res, 'close');
  expect(res.writableFinished).toBe(false);
});

test('a client that leaves while it sends its body is gone for the upstream, too', async () => {
  const arrived = signal<http.IncomingMessage>();
  const { url } = await stand((req) => req.once('data', () => arrived.give(req)));
  const client = await connect(url);
  client.socket.write(`${POST}content-length: 1000\r\n\r\n`);
  client.socket.write('abc');
  const req = await arrived.given;
  client.socket.destroy();
  const [error] = await once(req, 'error');
  expect(error.message).toBe('aborted');
});

test.each([
  ['chunked', {}],
  ['of a known length', { 'content-length': 500_000 }],
])(
  'when the upstream cuts an answer that is %s, the client gets all before the cut and no end',
  async (_k, headers) => {
    const { url } = await stand((_req, res) => {
      res.writeHead(200, headers);
      res.write(Buffer.alloc(200_000, 'y'));
      res.write('last words', () => res.destroy());
    });
    const client = await connect(url);
    client.socket.write(`${POST}content-length: 0\r\n\r\n`);
    const rest = await client.ended;
    expect(rest.match(/y/g)?.length).toBe(200_000);
    expect(rest).toContain('last words');
    expect(rest.endsWith('0\r\n\r\n')).toBe(false);
  },
);

test.each([
  ['closes before an answer', (req: http.IncomingMessage) => req.socket.destroy()],
  ['does not speak HTTP', (req: http.IncomingMessage) => req.socket.end('SSH-2.0-x\r\n')],
])('an upstream that %s is a 502 in the error envelope', async (_how, act) => {
  const { url } = await stand((req) => act(req));
  const client = await connect(url);
  client.socket.write(`${POST}content-length: 0\r\nconnection: close\r\n\r\n`);
  const answer = await client.ended;
  expect(answer).toMatch(/^HTTP\/1\.1 502 /);
  expect(answer).toContain(
    '{"type":"error","error":{"type":"api_error","message":"The gateway could not reach',
  );
});

test('an upstream that is not there is a 502', async () => {
  const { server, url } = await stand(() => {});
  server.close();
  await once(server, 'close');
  const client = await connect(url);
  client.socket.write(`${POST}content-length: 0\r\n\r\n`);
  expect(await client.seen('\r\n\r\n')).toMatch(/^HTTP\/1\.1 502 /);
});

test('an answer that comes before the whole body was sent gets through, and the connection lives on', async () => {
  const { url } = await stand((req, res) => {
    if (req.method === 'POST') res.writeHead(413, { connection: 'close' }).end('too large');
    else res.end('still here');
  });
  const body = Buffer.alloc(8_000_000, 'x');
  const client = await connect(url);
  client.socket.write(`${POST}content-length: ${body.length}\r\n\r\n`);
  await client.seen('too large');
  client.socket.write(body);
  client.socket.write('GET /v1/models HTTP/1.1\r\nhost: g\r\n\r\n');
  await client.seen('still here');
});

test('a client that reads slowly holds the upstream back', async () => {
  const total = 64 * 1024 * 1024;
  const finished = signal();
  let done = false;
  const { url } = await stand((req, res) => {
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
  const other = await connect(url);
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
  const { url } = await stand((req, res) => {
    ports.add(req.socket.remotePort);
    req.resume();
    res.end('ok');
  });
  const client = await connect(url);
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
  const { url } = await stand((_req, res) => res.end('ok'), [layer('outer'), layer('inner')]);
  const client = await connect(url);
  client.socket.write('GET / HTTP/1.1\r\nhost: g\r\n\r\n');
  await client.seen('ok');
  expect(order).toEqual(['outer in', 'inner in', 'inner out', 'outer out']);
});
