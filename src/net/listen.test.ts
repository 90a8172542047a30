import { once } from 'node:events';
import http from 'node:http';
import http2 from 'node:http2';
import https from 'node:https';
import net from 'node:net';
import tls from 'node:tls';
import { afterEach, expect, test } from 'vitest';
import { header } from '../wire/headers.ts';
import { throwawayCa } from './certificates.ts';
import { type Call, type Listening, type ListenOptions, listen } from './listen.ts';

let listening: Listening | undefined;
afterEach(() => listening?.close());

/** Answers every call with what it was. */
function echo({ body, sink, transport, method, target, headers }: Call): void {
  const host = header(headers, transport.startsWith('h2') ? ':authority' : 'host');
  body.resume().on('end', () => {
    sink.head(200, [['content-type', 'text/plain']]);
    sink.end(Buffer.from([transport, method, target, host].join(' ')));
  });
}
async function start(options: ListenOptions = {}, handle = echo): Promise<number> {
  listening = await listen(options, handle);
  return listening.port;
}

/** Everything a TCP server says until it closes, when the bytes are sent one piece after the other. */
async function overTcp(port: number, pieces: string[]): Promise<string> {
  const socket = net.connect(port, '127.0.0.1');
  let text = '';
  socket.setEncoding('latin1').on('data', (bytes) => {
    text += bytes;
  });
  socket.on('error', () => {});
  // Each piece waits until the kernel has the one before, and the server a turn to read it.
  for (const piece of pieces) {
    await new Promise((resolve) => socket.write(piece, resolve));
    await new Promise((resolve) => setImmediate(resolve));
  }
  await once(socket, 'close');
  return text;
}

async function overHttp2(session: http2.ClientHttp2Session): Promise<string> {
  const stream = session.request({ ':path': '/x' });
  let text = '';
  for await (const bytes of stream) text += bytes;
  session.close();
  return text;
}

async function overHttps(options: https.RequestOptions): Promise<string> {
  const request = https.request({ path: '/x', agent: false, ...options }).end();
  const [response] = await once(request, 'response');
  let text = '';
  for await (const bytes of response) text += bytes;
  return text;
}

test('HTTP/1.1 and HTTP/2 share the port', async () => {
  const port = await start();
  const one = await overTcp(port, ['GET /a?b HTTP/1.1\r\nHost: here\r\nConnection: close\r\n\r\n']);
  expect(one).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
  expect(one).toContain('http/1.1 GET /a?b here');
  expect(await overHttp2(http2.connect(`http://127.0.0.1:${port}`))).toBe(`h2c GET /x 127.0.0.1:${port}`);
});

test.each(['POST', 'PUT', 'PATCH', 'PROPFIND'])(
  'a %s that comes byte by byte is HTTP/1.1',
  async (method) => {
    const port = await start();
    const head = `${method} / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`;
    expect(await overTcp(port, [...head])).toContain(`http/1.1 ${method} / x`);
  },
);

test('a preface that comes in pieces is HTTP/2', async () => {
  const port = await start();
  const preface = 'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n';
  const settings = '\0\0\0\x04\0\0\0\0\0';
  const goaway = '\0\0\x08\x07\0\0\0\0\0\0\0\0\0\0\0\0\0';
  const answer = await overTcp(port, ['P', 'R', preface.slice(2), settings, goaway]);
  // The type of the first frame: SETTINGS.
  expect(answer.charCodeAt(3)).toBe(4);
});

test('a connection that closes without a word is no trouble', async () => {
  const port = await start();
  const socket = net.connect(port, '127.0.0.1').end();
  await once(socket.resume(), 'close');
});

test('headers of 60 KB are taken, more are refused', async () => {
  const port = await start();
  const head = (bytes: number) => [
    `GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nx-big: ${'b'.repeat(bytes)}\r\n\r\n`,
  ];
  expect(await overTcp(port, head(60_000))).toMatch(/^HTTP\/1\.1 200/);
  expect(await overTcp(port, head(70_000))).toMatch(/^HTTP\/1\.1 431/);
});

test('idle connections are kept for two minutes', async () => {
  const port = await start();
  const response = await new Promise<http.IncomingMessage>((resolve) =>
    http.get({ port, host: '127.0.0.1', agent: new http.Agent({ keepAlive: true }) }, resolve),
  );
  expect(response.resume().headers['keep-alive']).toBe('timeout=120');
});

test('TLS shares the port: a client that trusts the throwaway CA reaches any host by name', async () => {
  const ca = await throwawayCa();
  const port = await start({ tls: ca });
  // As a hosts entry would have it.
  const lookup: net.LookupFunction = (_host, { all }, done) =>
    all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4);
  const anthropic = { host: 'api.anthropic.com', port, ca: ca.pem, lookup };
  expect(await overHttps(anthropic)).toBe(`https/1.1 GET /x api.anthropic.com:${port}`);
  const session = http2.connect(`https://api.anthropic.com:${port}`, { ca: ca.pem, lookup });
  expect(await overHttp2(session)).toBe(`h2 GET /x api.anthropic.com:${port}`);
  expect(await overHttps({ host: '127.0.0.1', port, ca: ca.pem })).toContain('https/1.1');
  expect(await overTcp(port, ['GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'])).toContain(
    'http/1.1 GET',
  );
  await expect(overHttps({ ...anthropic, ca: (await throwawayCa()).pem })).rejects.toThrow(/certificate/);
});

test('the certificate names the host that was asked for, and no other', async () => {
  const ca = await throwawayCa();
  const port = await start({ tls: ca });
  const socket = tls.connect({ port, host: '127.0.0.1', servername: 'one.example', ca: ca.pem });
  await once(socket, 'secureConnect');
  expect(socket.getPeerCertificate().subjectaltname).toBe('DNS:one.example');
  socket.destroy();
  await expect(
    overHttps({
      host: '127.0.0.1',
      port,
      ca: ca.pem,
      servername: 'a.example',
      checkServerIdentity: (_, cert) => tls.checkServerIdentity('b.example', cert),
    }),
  ).rejects.toThrow(/b\.example/);
});

test.each([
  ['cut', 'end'],
  ['reset', 'ECONNRESET'],
] as const)('over TLS a %s is seen as %s', async (ending, seen) => {
  const ca = await throwawayCa();
  let finish = () => {};
  const port = await start({ tls: ca }, ({ body, sink }) => {
    body.resume().on('end', () => {
      sink.head(200, []);
      sink.write(Buffer.from('bytes'));
      finish = () => sink[ending]();
    });
  });
  const socket = tls.connect({ port, host: '127.0.0.1', ca: ca.pem });
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
    if (text.includes('bytes')) finish();
  });
  const how = await new Promise((resolve) => {
    socket.on('end', () => resolve('end'));
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code));
  });
  expect([text.slice(-9), how]).toEqual(['\r\nbytes\r\n', seen]);
});

test('without TLS a handshake is turned away', async () => {
  const port = await start();
  await expect(overHttps({ host: '127.0.0.1', port })).rejects.toThrow();
});

test('a port in use is the error of the system', async () => {
  const port = await start();
  await expect(listen({ port }, echo)).rejects.toMatchObject({ code: 'EADDRINUSE' });
});
