import { once } from 'node:events';
import net from 'node:net';
import { afterEach, expect, test } from 'vitest';
import { Client } from './client.ts';
import { type Exchange, responseBody } from './exchange.ts';
import { Journal } from './journal.ts';

const cleanups: (() => unknown)[] = [];
afterEach(() => {
  for (const clean of cleanups.splice(0)) clean();
});

/** One request to a server that does this with the connection once it has read something. */
async function ask(act: (socket: net.Socket) => void, timeout = 10_000): Promise<Exchange> {
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => act(socket));
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as net.AddressInfo;
  const client = new Client({ base: new URL(`http://127.0.0.1:${port}`), journal: new Journal(), timeout });
  cleanups.push(
    () => client.close(),
    () => server.close(),
  );
  const body = Buffer.from('{}');
  return client.send({ method: 'POST', target: '/v1/messages', headers: [], body, operation: 'messages' })
    .ended;
}

const HALF = 'HTTP/1.1 200 OK\r\ncontent-length: 8\r\n\r\nhalf';

test.each<[string, (socket: net.Socket) => void, Exchange['ended'], string]>([
  ['sends the whole answer', (socket) => socket.end(`${HALF}done`), 'complete', 'halfdone'],
  ['closes in the middle of it', (socket) => socket.end(HALF), 'cut', 'half'],
  ['closes before it', (socket) => socket.end(), 'refused', ''],
  ['resets before it', (socket) => socket.resetAndDestroy(), 'refused', ''],
  ['does not speak HTTP', (socket) => socket.end('SSH-2.0-x\r\n'), 'malformed', ''],
])('an exchange with a server that %s', async (_how, act, ended, body) => {
  const exchange = await ask(act);
  expect(exchange.ended).toBe(ended);
  expect(responseBody(exchange).toString()).toBe(body);
});

test('an answer that is reset in the middle keeps what had come', async () => {
  let reset = () => {};
  const server = net.createServer((socket) => {
    socket.on('error', () => {});
    socket.once('data', () => socket.write(HALF));
    reset = () => socket.resetAndDestroy();
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as net.AddressInfo;
  const journal = new Journal();
  const client = new Client({ base: new URL(`http://127.0.0.1:${port}`), journal, timeout: 10_000 });
  cleanups.push(
    () => client.close(),
    () => server.close(),
  );
  const sent = client.send({ method: 'GET', target: '/', headers: [], operation: 'other' });
  const { exchange } = sent;
  const signal = new AbortController().signal;
  await journal.waitFor(() => (exchange.response.chunks.length > 0 ? true : undefined), signal);
  reset();
  expect((await sent.ended).ended).toBe('reset');
  expect(responseBody(exchange).toString()).toBe('half');
});

test('silence ends as a timeout', async () => {
  expect((await ask(() => {}, 50)).ended).toBe('timeout');
});

const ENDLESS = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';

/** Writes `piece` for as long as the other side takes it. */
function pour(socket: net.Socket, piece: string): void {
  socket.write(ENDLESS);
  const more = () => {
    while (socket.writable && socket.write(piece));
  };
  socket.on('drain', more);
  more();
}

test.each([
  ['bytes', `10000\r\n${'x'.repeat(65_536)}\r\n`, /more than \d+ bytes/],
  ['chunks', '1\r\nx\r\n'.repeat(1_000), /more than \d+ chunks/],
])('an answer without end is given up before its %s fill the memory', async (_what, piece, detail) => {
  const exchange = await ask((socket) => pour(socket, piece));
  expect(exchange.ended).toBe('malformed');
  expect(exchange.detail).toMatch(detail);
});

test('an answer that drips on is given up in the end', async () => {
  const exchange = await ask((socket) => {
    socket.write(ENDLESS);
    // Each drop comes when the client has taken the one before, always within its limit for silence.
    const drip = () => void setImmediate(() => socket.writable && socket.write('1\r\nx\r\n', drip));
    drip();
  }, 100);
  expect(exchange.ended).toMatch(/timeout|malformed/);
});
