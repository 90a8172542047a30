import http from 'node:http';
import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { startGateway } from '../../mock/gateway.ts';
import { startMock } from '../../mock/server.ts';
import { VARIETIES } from './index.ts';

// Each of them must do what it is there for, or bearing it would mean nothing.

const BODY = JSON.stringify({
  model: 'claude-sonnet-4-6',
  max_tokens: 16,
  stream: true,
  messages: [{ role: 'user', content: 'Hi.' }],
});

interface Seen {
  readonly informational: readonly number[];
  readonly headers: http.IncomingHttpHeaders;
  readonly trailers: NodeJS.Dict<string>;
  readonly chunks: readonly Buffer[];
  /** Header lines as they arrived upstream. */
  readonly arrived: readonly (readonly [string, string])[];
}

/** What a plain client sees of a gateway that does what a variety says. */
async function seen(id: string): Promise<Seen> {
  const variety = VARIETIES.find((one) => one.id === id);
  if (!variety) throw new Error(`there is no variety "${id}"`);
  await using mock = await startMock();
  await using gateway = await startGateway({ upstream: mock.url, layers: variety.layers?.() ?? [] });
  const own = Object.fromEntries(variety.target?.headers ?? []);
  const headers = {
    'x-api-key': 'k',
    'anthropic-version': '2023-06-01',
    'anthropic-beta': 'one-2026-01-01,two-2026-01-01',
    ...own,
  };
  const answer = await new Promise<Omit<Seen, 'arrived'>>((resolve, reject) => {
    const informational: number[] = [];
    const request = http.request(`${gateway.url}/v1/messages`, { method: 'POST', headers, agent: false });
    request.on('information', ({ statusCode }) => informational.push(statusCode));
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (bytes: Buffer) => chunks.push(bytes));
      response.on('end', () =>
        resolve({ informational, headers: response.headers, trailers: response.trailers, chunks }),
      );
    });
    request.end(BODY);
  });
  const [exchange] = mock.journal.exchanges;
  return { ...answer, arrived: exchange?.request.headers ?? [] };
}

const textOf = ({ chunks }: Seen) => Buffer.concat(chunks).toString();

test('informational answers go ahead', async () => {
  expect((await seen('103 early hints')).informational).toEqual([103]);
  expect((await seen('several informational answers')).informational).toEqual([102, 103, 103]);
});

test('connections are closed, and upgrades offered', async () => {
  expect((await seen('connection: close')).headers.connection).toBe('close');
  expect((await seen('an upgrade that nobody asked for')).headers.upgrade).toBe('h2,h2c');
});

test('trailers follow the stream', async () => {
  expect((await seen('trailers')).trailers).toEqual({ 'server-timing': 'total;dur=12.3' });
});

test.each([
  ['gzip', zlib.gunzipSync],
  ['br', zlib.brotliDecompressSync],
  ['deflate', zlib.inflateSync],
] as const)('answers are packed in %s', async (coding, unpack) => {
  const answer = await seen(`all in ${coding}`);
  expect(answer.headers['content-encoding']).toBe(coding);
  expect(unpack(Buffer.concat(answer.chunks)).toString()).toContain('event: message_stop');
});

test('streams are written otherwise', async () => {
  expect(textOf(await seen('lines that end in CRLF'))).toMatch(/^event: message_start\r\ndata: .*\r\n\r\n/);
  expect(textOf(await seen('comments between events'))).toMatch(
    /^: the connection lives\n\nevent: message_start/,
  );
  expect(textOf(await seen('fields without a blank'))).toMatch(/^event:message_start\ndata:\{/);
  expect(textOf(await seen('an event that nobody knows'))).toContain('event: gateway_note\n');
});

test('request headers are written otherwise', async () => {
  const betas = async (id: string) =>
    (await seen(id)).arrived.filter(([name]) => name === 'anthropic-beta').map(([, value]) => value);
  expect(await betas('a line for each beta value')).toEqual(['one-2026-01-01', 'two-2026-01-01']);
  expect(await betas('beta values with many blanks')).toEqual(['one-2026-01-01 ,\t two-2026-01-01']);
  const names = (await seen('request header names in capitals')).arrived.map(([name]) => name);
  expect(names).toContain('X-API-KEY');
  expect((await seen('requests in chunks')).arrived).not.toContainEqual([
    'content-length',
    expect.anything(),
  ]);
});
