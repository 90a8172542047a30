import http2 from 'node:http2';
import net from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Client } from '../net/client.ts';
import type { Exchange } from '../net/exchange.ts';
import { Journal } from '../net/journal.ts';
import type { Answer, Step } from '../wire/scenario.ts';
import { type Mock, startMock } from './server.ts';

const MARK = 'copper-lantern-4821';
const BODY = Buffer.from(JSON.stringify({ stream: true, messages: [{ role: 'user', content: MARK }] }));
const signal = AbortSignal.timeout(10_000);

/** A request of a client that may leave. */
interface Asked {
  /** What came, and whether that was all. */
  readonly over: Promise<{ status: number; text: string; whole: boolean }>;
  /** Resolves when so much has come. */
  received(text: string): Promise<void>;
  leave(): void;
}
type Ask = (url: string, body: Uint8Array, withhold?: boolean) => Asked;

const overHttp1: Ask = (url, body, withhold = false) => {
  const journal = new Journal();
  const client = new Client({ base: new URL(url), journal, timeout: 10_000 });
  const headers = withhold ? ([['content-length', String(body.length + 1)]] as const) : [];
  const sent = client.send({
    method: 'POST',
    target: '/v1/messages',
    headers,
    body,
    operation: 'messages',
    holdBody: withhold,
  });
  if (withhold) sent.sendBody();
  const text = ({ response }: Exchange) =>
    Buffer.concat(response.chunks.map(({ bytes }) => bytes)).toString();
  return {
    over: sent.ended.then((exchange) => {
      client.close();
      const whole = exchange.ended === 'complete';
      return { status: exchange.response.status, text: text(exchange), whole };
    }),
    received: async (part) => {
      await journal.waitFor(() => text(sent.exchange).includes(part) || undefined, signal);
    },
    leave: () => sent.abort(),
  };
};

const overHttp2: Ask = (url, body, withhold = false) => {
  const session = http2.connect(url);
  const stream = session.request(
    { ':method': 'POST', ':path': '/v1/messages' },
    // Else Node ends the body cleanly before it cancels.
    { waitForTrailers: withhold },
  );
  if (withhold) stream.write(body);
  else stream.end(body);
  let status = 0;
  let text = '';
  const seen = new Journal();
  stream.on('response', (headers) => {
    status = headers[':status'] ?? 0;
    seen.changed();
  });
  stream.on('data', (bytes: Buffer) => {
    text += bytes;
    seen.changed();
  });
  stream.on('error', () => {});
  const over = new Promise<Awaited<Asked['over']>>((resolve) => {
    stream.on('close', () => {
      session.close();
      resolve({ status, text, whole: stream.rstCode === 0 });
    });
  });
  return {
    over,
    received: async (part) => {
      await seen.waitFor(() => (status > 0 && text.includes(part)) || undefined, signal);
    },
    leave: () => stream.close(http2.constants.NGHTTP2_CANCEL),
  };
};

let mock: Mock;
beforeEach(async () => {
  mock = await startMock();
});
afterEach(() => mock.close());

const play = (answer: Answer) => mock.upstream.script({ mark: MARK, operation: 'messages', answer });
const steps = (...list: Step[]): Answer => ({ steps: list });
const settled = async () => {
  const [exchange] = await mock.upstream.wait(MARK, 'ended', signal);
  return exchange;
};

describe.each([
  ['http/1.1', overHttp1],
  ['h2c', overHttp2],
] as const)('%s', (transport, ask) => {
  test('a normal exchange is complete', async () => {
    await play(steps({ raw: 'one ' }, { delay: 1 }, { raw: 'two' }));
    expect(await ask(mock.url, BODY).over).toEqual({ status: 200, text: 'one two', whole: true });
    const exchange = await settled();
    expect(exchange).toMatchObject({ ended: 'complete', transport });
    expect(exchange?.response.chunks.map(({ bytes }) => Buffer.from(bytes).toString())).toEqual([
      'one ',
      'two',
    ]);
  });

  test('a client that leaves before the end of its body is gone, and its request incomplete', async () => {
    await play(steps({ raw: 'never' }));
    const asked = ask(mock.url, BODY, true);
    const partial = () => mock.journal.exchanges[0];
    await mock.journal.waitFor(partial, signal);
    asked.leave();
    await asked.over;
    await mock.journal.waitFor(() => (partial()?.ended === 'open' ? undefined : true), signal);
    expect(partial()).toMatchObject({
      ended: 'client-gone',
      request: { complete: false },
      response: { status: 0 },
    });
  });

  test('a client that leaves before the first byte is gone', async () => {
    await play({ end: 'stall' });
    const asked = ask(mock.url, BODY);
    await mock.upstream.wait(MARK, 'arrived', signal);
    asked.leave();
    expect(await settled()).toMatchObject({
      ended: 'client-gone',
      request: { complete: true },
      response: { status: 0 },
    });
  });

  test('a client that leaves in the middle is gone, and nothing more is sent', async () => {
    await play(steps({ raw: 'one' }, { gate: true }, { raw: 'two' }));
    const asked = ask(mock.url, BODY);
    await asked.received('one');
    asked.leave();
    expect(await settled()).toMatchObject({ ended: 'client-gone' });
    await mock.upstream.release(MARK, 'all');
    expect((await settled())?.response.chunks.length).toBe(1);
  });

  test('a cut comes after every byte and without the end', async () => {
    const big = 'x'.repeat(300_000);
    await play(steps({ raw: big }, { raw: 'last' }, { end: 'cut' }));
    const { status, text, whole } = await ask(mock.url, BODY).over;
    expect({ status, length: text.length, last: text.slice(-4) }).toEqual({
      status: 200,
      length: 300_004,
      last: 'last',
    });
    expect(whole).toBe(false);
    expect(await settled()).toMatchObject({ ended: 'cut' });
  });

  test('a cut right after the headers shows the headers', async () => {
    await play(steps({ end: 'cut' }));
    const { status, whole } = await ask(mock.url, BODY).over;
    expect(status).toBe(200);
    expect(whole).toBe(false);
  });

  test('a reset comes after every byte', async () => {
    await play(steps({ raw: 'bytes' }, { end: 'reset' }));
    const asked = ask(mock.url, BODY);
    expect(await asked.over).toEqual({ status: 200, text: 'bytes', whole: false });
    expect(await settled()).toMatchObject({ ended: 'reset' });
  });

  test.each(['cut', 'reset'] as const)('no answer at all, but a %s', async (end) => {
    await play({ end });
    const { status, whole } = await ask(mock.url, BODY).over;
    expect(status).toBe(0);
    expect(whole).toBe(false);
    expect(await settled()).toMatchObject({ ended: end, response: { status: 0, chunks: [] } });
  });

  test('headers do not wait for the first gate', async () => {
    await play(steps({ gate: true }, { raw: 'late' }));
    const asked = ask(mock.url, BODY);
    await asked.received('');
    await mock.upstream.release(MARK, 'next');
    expect(await asked.over).toMatchObject({ text: 'late', whole: true });
  });

  test('a stall lasts until the mock closes', async () => {
    await play(steps({ raw: 'one' }, { end: 'stall' }));
    const asked = ask(mock.url, BODY);
    await asked.received('one');
    await mock.close();
    expect((await asked.over).whole).toBe(false);
    expect(mock.journal.exchanges[0]).toMatchObject({ ended: 'cut', detail: 'the mock was closed' });
  });
});

/** What a TCP client gets, and whether the connection ends with FIN or RST. */
function overTcp(url: string, onBytes: () => void): Promise<{ text: string; sign: 'FIN' | 'RST' }> {
  const { hostname, port } = new URL(url);
  const socket = net.connect(Number(port), hostname);
  socket.write(`POST /v1/messages HTTP/1.1\r\nhost: x\r\ncontent-length: ${BODY.length}\r\n\r\n`);
  socket.write(BODY);
  let text = '';
  socket.on('data', (bytes) => {
    text += bytes;
    if (text.includes('bytes')) onBytes();
  });
  return new Promise((resolve) => {
    socket.on('end', () => resolve({ text, sign: 'FIN' }));
    socket.on('error', () => resolve({ text, sign: 'RST' }));
  });
}

test.each([
  ['cut', 'FIN'],
  ['reset', 'RST'],
] as const)('on HTTP/1.1 a %s is a %s, without the last chunk', async (end, sign) => {
  // Node takes bytes and RST that come together for an end, so the reset waits until the bytes are read.
  await play(steps({ raw: 'bytes' }, { gate: true }, { end }));
  const text = expect.stringMatching(/\r\n5\r\nbytes\r\n$/);
  expect(await overTcp(mock.url, () => mock.upstream.release(MARK, 'all'))).toEqual({ text, sign });
});

test('on HTTP/2 a reset leaves the connection and its other streams alone', async () => {
  await play(steps({ raw: 'one' }, { end: 'reset' }));
  const session = http2.connect(mock.url);
  const one = session.request({ ':method': 'POST', ':path': '/v1/messages' });
  one.on('error', () => {});
  one.resume().end(BODY);
  await new Promise((resolve) => one.on('close', resolve));
  const two = session.request({ ':method': 'POST', ':path': '/v1/messages' });
  two.end('{"messages":[{"role":"user","content":"still here"}]}');
  let text = '';
  for await (const bytes of two) text += bytes;
  session.close();
  expect(text).toContain('still here');
});
