import { once } from 'node:events';
import type http from 'node:http';
import { expect, test } from 'vitest';
import { behindGateway, POST, rawConnection, signal } from '../testbed/bare.ts';

test.each([
  ['before the head', () => {}],
  ['in the middle of a stream', (res: http.ServerResponse) => res.writeHead(200).write('event: one\n\n')],
])('a client that leaves %s is gone for the upstream, too', async (_when, begin) => {
  const arrived = signal<http.ServerResponse>();
  const { url } = await behindGateway((req, res) => {
    req.resume();
    begin(res);
    arrived.give(res);
  });
  const client = await rawConnection(url);
  client.socket.write(`${POST}content-length: 0\r\n\r\n`);
  const res = await arrived.given;
  if (res.headersSent) await client.seen('event: one');
  client.socket.destroy();
  await once(res, 'close');
  expect(res.writableFinished).toBe(false);
});

test('a client that leaves while it sends its body is gone for the upstream, too', async () => {
  const arrived = signal<http.IncomingMessage>();
  const { url } = await behindGateway((req) => req.once('data', () => arrived.give(req)));
  const client = await rawConnection(url);
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
    const { url } = await behindGateway((_req, res) => {
      res.writeHead(200, headers);
      res.write(Buffer.alloc(200_000, 'y'));
      res.write('last words', () => res.destroy());
    });
    const client = await rawConnection(url);
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
  const { url } = await behindGateway((req) => act(req));
  const client = await rawConnection(url);
  client.socket.write(`${POST}content-length: 0\r\nconnection: close\r\n\r\n`);
  const answer = await client.ended;
  expect(answer).toMatch(/^HTTP\/1\.1 502 /);
  expect(answer).toContain(
    '{"type":"error","error":{"type":"api_error","message":"The gateway could not reach',
  );
});

test('an upstream that is not there is a 502', async () => {
  const { server, url } = await behindGateway(() => {});
  server.close();
  await once(server, 'close');
  const client = await rawConnection(url);
  client.socket.write(`${POST}content-length: 0\r\n\r\n`);
  expect(await client.seen('\r\n\r\n')).toMatch(/^HTTP\/1\.1 502 /);
});

test('an answer that comes before the whole body was sent gets through, and the connection lives on', async () => {
  const { url } = await behindGateway((req, res) => {
    if (req.method === 'POST') res.writeHead(413, { connection: 'close' }).end('too large');
    else res.end('still here');
  });
  const body = Buffer.alloc(8_000_000, 'x');
  const client = await rawConnection(url);
  client.socket.write(`${POST}content-length: ${body.length}\r\n\r\n`);
  await client.seen('too large');
  client.socket.write(body);
  client.socket.write('GET /v1/models HTTP/1.1\r\nhost: g\r\n\r\n');
  await client.seen('still here');
});
