import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import type { RawHeaders } from '../wire/headers.ts';
import { throwawayCa } from './certificates.ts';
import { Client, type ClientOptions, type ClientRequest, type Sent } from './client.ts';
import { type Exchange, requestLine, responseBody } from './exchange.ts';
import { Journal } from './journal.ts';
import { type Call, listen } from './listen.ts';

const { constants } = http2;
const cleanups: (() => unknown)[] = [];
afterEach(async () => {
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

const POST: ClientRequest = {
  method: 'POST',
  target: '/v1/messages?beta=true',
  headers: [],
  operation: 'messages',
};
const BODY = { body: Buffer.from('{}') };

/** A client of one server, that waits for what it has received. */
function clientOf(base: string, options: Partial<ClientOptions> = {}) {
  const journal = new Journal();
  const client = new Client({ base: new URL(base), journal, timeout: 10_000, http2: true, ...options });
  cleanups.push(() => client.close());
  const never = new AbortController().signal;
  const received = ({ exchange }: Sent, text: string) =>
    journal.waitFor(() => (responseBody(exchange).includes(text) ? true : undefined), never);
  const send = (more: Partial<ClientRequest> = {}, base: Pick<ClientRequest, 'body'> = BODY) =>
    client.send({ ...POST, ...base, ...more });
  return { send, received };
}

/** A server over plain TCP; its base URL. */
async function serve(server: net.Server): Promise<string> {
  const sockets = new Set<net.Socket>();
  server.on('connection', (socket) => sockets.add(socket));
  cleanups.push(() => {
    for (const socket of sockets) socket.destroy();
    server.close();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  return `http://127.0.0.1:${(server.address() as net.AddressInfo).port}`;
}

/** One connection of the server: its session, and the socket below that Node keeps to itself. */
interface Link {
  readonly session: http2.ServerHttp2Session;
  readonly socket: net.Socket;
}
type Act = (stream: http2.ServerHttp2Stream, link: Link) => void;

/** An HTTP/2 server that does this with each stream; `links` are its connections. */
async function streams(act: Act, settings: http2.Settings = {}) {
  const links: Link[] = [];
  const raw: net.Socket[] = [];
  const server = http2.createServer({ settings });
  // Before the server makes a session of it.
  server.prependListener('connection', (socket: net.Socket) => raw.push(socket));
  server.on('session', (session) => {
    const socket = raw.at(-1);
    if (socket) links.push({ session, socket });
    session.on('error', () => {});
  });
  server.on('stream', (stream) => {
    stream.on('error', () => {});
    const link = links.find(({ session }) => session === stream.session);
    if (link) act(stream, link);
  });
  return { url: await serve(server), links };
}

/** Begins an answer that has more to come: what Node would end cleanly before it resets. */
function half(stream: http2.ServerHttp2Stream): void {
  stream.respond({ ':status': 200 }, { waitForTrailers: true });
  stream.write('half');
}

function whole(stream: http2.ServerHttp2Stream): void {
  stream.respond({ ':status': 200 });
  stream.end('whole');
}

async function echoing(options: Parameters<typeof listen>[0] = {}) {
  const calls: Call[] = [];
  const bodies: string[] = [];
  const listening = await listen(options, (call) => {
    calls.push(call);
    let text = '';
    call.body.on('data', (bytes) => {
      text += bytes;
    });
    call.body.on('end', () => {
      bodies.push(text);
      call.sink.head(200, [
        ['Content-Type', 'text/plain'],
        ['x-two', 'a'],
        ['x-two', 'b'],
      ]);
      call.sink.write(Buffer.from('one,'));
      call.sink.end(Buffer.from('two'));
    });
  });
  cleanups.push(() => listening.close());
  return { calls, bodies, port: listening.port };
}

test('what is recorded of a request is what arrived, and of an answer what was sent', async () => {
  const { calls, bodies, port } = await echoing();
  const headers: RawHeaders = [
    ['X-Api-Key', 'k'],
    ['anthropic-beta', 'one'],
    ['connection', 'close'],
    ['anthropic-beta', 'two'],
  ];
  const exchange = await clientOf(`http://127.0.0.1:${port}`).send({ headers }).ended;
  expect(exchange.request.headers).toEqual([
    [':authority', `127.0.0.1:${port}`],
    ['x-api-key', 'k'],
    ['anthropic-beta', 'one'],
    ['anthropic-beta', 'two'],
    ['content-length', '2'],
  ]);
  expect(calls[0]?.headers).toEqual(exchange.request.headers);
  expect(bodies).toEqual(['{}']);
  expect(exchange).toMatchObject({ transport: 'h2c', ended: 'complete', request: { complete: true } });
  expect(requestLine(exchange)).toBe('POST /v1/messages?beta=true HTTP/2');
  expect(exchange.response.status).toBe(200);
  expect(exchange.response.headers.filter(([name]) => name !== 'date')).toEqual([
    ['content-type', 'text/plain'],
    ['x-two', 'a'],
    ['x-two', 'b'],
  ]);
  expect(responseBody(exchange).toString()).toBe('one,two');
});

test('a body without a length, one that is held, and none at all', async () => {
  const { calls, bodies, port } = await echoing();
  const { send } = clientOf(`http://127.0.0.1:${port}/base/`);
  await send({ chunked: true }).ended;
  const held = send({ holdBody: true, body: Buffer.from('held') });
  await send({ method: 'GET', target: '/x' }, {}).ended;
  expect(held.exchange.request.complete).toBe(false);
  held.sendBody();
  expect((await held.ended).ended).toBe('complete');
  expect(bodies).toEqual(['{}', '', 'held']);
  expect(calls.map(({ target }) => target)).toEqual([
    '/base/v1/messages?beta=true',
    '/base/v1/messages?beta=true',
    '/base/x',
  ]);
  expect(calls.map(({ headers }) => headers.find(([name]) => name === 'content-length')?.[1])).toEqual([
    undefined,
    '4',
    undefined,
  ]);
});

test.each<[string, Act, Exchange['ended'], string | undefined]>([
  ['sends the whole answer', whole, 'complete', undefined],
  [
    'resets the stream before the answer',
    (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR),
    'refused',
    'RST_STREAM INTERNAL_ERROR',
  ],
  [
    'refuses the stream again and again',
    (stream) => stream.close(constants.NGHTTP2_REFUSED_STREAM),
    'refused',
    'RST_STREAM REFUSED_STREAM',
  ],
  [
    'closes the connection before the answer',
    (_, { socket }) => socket.destroy(),
    'refused',
    'connection closed',
  ],
  [
    'leaves with an error before the answer',
    (_, { session }) => session.goaway(constants.NGHTTP2_ENHANCE_YOUR_CALM),
    'refused',
    'GOAWAY ENHANCE_YOUR_CALM',
  ],
])('an exchange with a server that %s', async (_how, act, ended, detail) => {
  const { url } = await streams(act);
  const exchange = await clientOf(url).send().ended;
  expect([exchange.ended, exchange.detail]).toEqual([ended, detail]);
  expect(responseBody(exchange).toString()).toBe(ended === 'complete' ? 'whole' : '');
});

test.each<[string, Act, Exchange['ended'], string]>([
  [
    'resets the stream',
    (stream) => stream.close(constants.NGHTTP2_INTERNAL_ERROR),
    'reset',
    'RST_STREAM INTERNAL_ERROR',
  ],
  ['cancels the stream', (stream) => stream.close(constants.NGHTTP2_CANCEL), 'reset', 'RST_STREAM CANCEL'],
  ['closes the connection', (_, { socket }) => socket.destroy(), 'cut', 'connection closed'],
  ['resets the connection', (_, { socket }) => socket.resetAndDestroy(), 'reset', 'ECONNRESET'],
  [
    'leaves with an error',
    (_, { session }) => session.goaway(constants.NGHTTP2_INTERNAL_ERROR),
    'cut',
    'GOAWAY INTERNAL_ERROR',
  ],
])('what had come is kept when a server %s in the middle of an answer', async (_how, act, ended, detail) => {
  let then = () => {};
  const { url } = await streams((stream, link) => {
    half(stream);
    then = () => act(stream, link);
  });
  const { send, received } = clientOf(url);
  const sent = send();
  await received(sent, 'half');
  then();
  const exchange = await sent.ended;
  expect([exchange.ended, exchange.detail]).toEqual([ended, detail]);
  expect(responseBody(exchange).toString()).toBe('half');
});

test('an answer that comes before the body was read is whole', async () => {
  const { url } = await streams((stream) => {
    stream.respond({ ':status': 413 });
    stream.end('whole', () => stream.close(constants.NGHTTP2_NO_ERROR));
  });
  const exchange = await clientOf(url).send({ body: Buffer.alloc(300_000, ' ') }).ended;
  expect(exchange).toMatchObject({ ended: 'complete', response: { status: 413 } });
  expect(responseBody(exchange).toString()).toBe('whole');
});

test('to give up resets the stream; the connection and its other streams live on', async () => {
  const open: http2.ServerHttp2Stream[] = [];
  const { url, links } = await streams((stream) => {
    half(stream);
    open.push(stream);
  });
  const { send, received } = clientOf(url);
  const [left, stays] = [send(), send()];
  await Promise.all([received(left, 'half'), received(stays, 'half')]);
  const [first, second] = open;
  left.abort();
  expect((await left.ended).ended).toBe('cancelled');
  if (first && !first.closed) await once(first, 'close');
  expect(first?.rstCode).toBe(constants.NGHTTP2_CANCEL);
  second?.on('wantTrailers', () => second.sendTrailers({}));
  second?.end(' and half');
  expect((await stays.ended).ended).toBe('complete');
  expect(links).toHaveLength(1);
});

test('one that is given up before there is a connection is not sent', async () => {
  const seen: unknown[] = [];
  const { url } = await streams((stream) => {
    seen.push(stream);
    whole(stream);
  });
  const { send } = clientOf(url);
  const sent = send();
  sent.abort();
  expect((await sent.ended).ended).toBe('cancelled');
  await send().ended;
  expect(seen).toHaveLength(1);
});

test('streams share a connection up to the limit of the target, and wait for none beyond it', async () => {
  const open: http2.ServerHttp2Stream[] = [];
  let all = () => {};
  const opened = new Promise<void>((resolve) => {
    all = resolve;
  });
  const { url, links } = await streams(
    (stream) => {
      open.push(stream);
      if (open.length === 12) all();
    },
    { maxConcurrentStreams: 5 },
  );
  const { send } = clientOf(url);
  const sent = Array.from({ length: 12 }, () => send());
  await opened;
  for (const stream of open) whole(stream);
  const ended = await Promise.all(sent.map((each) => each.ended));
  expect(ended.map((exchange) => exchange.ended)).toEqual(ended.map(() => 'complete'));
  expect(links).toHaveLength(3);
});

test('a target that says that it leaves ends what it has, and gets the rest on another connection', async () => {
  let finish = () => {};
  const { url, links } = await streams((stream, { session }) => {
    if (links.length > 1) return whole(stream);
    half(stream);
    session.goaway(constants.NGHTTP2_NO_ERROR);
    stream.on('wantTrailers', () => stream.sendTrailers({}));
    finish = () => stream.end();
  });
  const { send, received } = clientOf(url);
  const first = send();
  await received(first, 'half');
  expect((await send().ended).ended).toBe('complete');
  finish();
  expect((await first.ended).ended).toBe('complete');
  expect(links).toHaveLength(2);
});

test('a stream that was refused unread is sent once more', async () => {
  let count = 0;
  const { url } = await streams((stream) => {
    count += 1;
    if (count === 1) stream.close(constants.NGHTTP2_REFUSED_STREAM);
    else whole(stream);
  });
  expect((await clientOf(url).send().ended).ended).toBe('complete');
  expect(count).toBe(2);
});

test('silence ends as a timeout, on a stream and before there is any', async () => {
  const { url } = await streams(() => {});
  expect(await clientOf(url, { timeout: 50 }).send().ended).toMatchObject({
    ended: 'timeout',
    detail: 'no byte for 50 ms',
  });
  const mute = await serve(net.createServer());
  expect((await clientOf(mute, { timeout: 50 }).send().ended).ended).toBe('timeout');
});

test('an answer without end is given up before it fills the memory', async () => {
  const { url } = await streams((stream) => {
    stream.respond({ ':status': 200 });
    const more = () => {
      while (stream.writable && stream.write(Buffer.alloc(65_536)));
    };
    stream.on('drain', more);
    more();
  });
  expect(await clientOf(url).send().ended).toMatchObject({
    ended: 'malformed',
    detail: expect.stringMatching(/more than \d+ bytes/),
  });
});

test('a server that speaks HTTP/1.1 only, or nothing like HTTP, is told from one that is away', async () => {
  const http1 = await serve(http.createServer((_, res) => res.end()));
  expect(await clientOf(http1).send().ended).toMatchObject({ ended: 'malformed' });
  const ssh = await serve(net.createServer((socket) => socket.end('SSH-2.0-OpenSSH_9.6\r\n')));
  expect(await clientOf(ssh).send().ended).toMatchObject({ ended: 'malformed' });
  const shut = await serve(net.createServer((socket) => socket.destroy()));
  expect(await clientOf(shut).send().ended).toMatchObject({ ended: 'refused' });
  const away = net.createServer();
  const url = await serve(away);
  await new Promise((resolve) => away.close(resolve));
  expect(await clientOf(url).send().ended).toMatchObject({ ended: 'refused', detail: 'ECONNREFUSED' });
});

test('over TLS HTTP/2 is agreed on by ALPN', async () => {
  const ca = await throwawayCa();
  const { port } = await echoing({ tls: ca });
  const url = `https://127.0.0.1:${port}`;
  expect(await clientOf(url, { ca: ca.pem }).send().ended).toMatchObject({
    transport: 'h2',
    ended: 'complete',
  });
  expect(await clientOf(url).send().ended).toMatchObject({
    ended: 'refused',
    detail: expect.stringMatching(/CERT|UNABLE_TO/),
  });
  const http1 = await serve(https.createServer(ca.anonymous, (_, res) => res.end()));
  expect(await clientOf(http1.replace('http:', 'https:'), { ca: ca.pem }).send().ended).toMatchObject({
    ended: 'malformed',
    detail: 'ALPN: http/1.1',
  });
});
