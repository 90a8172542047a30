import { expect, test } from 'vitest';
import { readBedrockStream } from '../../wire/bedrock/stream.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import { encodeChunk } from '../encode/event-stream.ts';
import { collect, once } from '../layers/bytes.ts';
import type { Keys } from '../layers/credentials.ts';
import type { Forward, GatewayRequest, GatewayResponse } from '../middleware.ts';
import aliased from './aliased.ts';
import answersCounts from './answers-counts.ts';
import caching from './caching.ts';
import circuitBreaker from './circuit-breaker.ts';
import coalescing from './coalescing.ts';
import healthChecking from './health-checking.ts';
import lookAhead from './look-ahead.ts';
import measuring from './measuring.ts';
import { rateLimit } from './rate-limited.ts';
import retrying from './retrying.ts';
import type { Unusual } from './unusual.ts';

// Each of them must do what it is there for, or passing its trial would mean nothing.

const KEYS: Keys = { accepted: ['dev', 'other'], provider: 'corp' };

function asked(body = '{}', key = 'dev', target = '/v1/messages'): GatewayRequest {
  const headers: RawHeaders = [['x-api-key', key]];
  const gone = new AbortController().signal;
  return { method: 'POST', target, headers, body: once(body), gone, connection: {} };
}

function answered(
  status: number,
  body: string | Uint8Array = '{}',
  type = 'application/json',
): GatewayResponse {
  return { status, headers: [['content-type', type]], body: once(body) };
}

/** An upstream that gives these answers one after the other, the last one again and again. */
function upstream(...answers: (() => GatewayResponse)[]) {
  const seen: { target: string; body: string }[] = [];
  const forward: Forward = async ({ target, body }) => {
    seen.push({ target, body: (await collect(body)).toString() });
    const next = answers.length > 1 ? answers.shift() : answers[0];
    if (!next) throw new Error('no answer');
    return next();
  };
  return { seen, forward };
}

function gateway(unusual: Unusual, forward: Forward): Forward {
  return unusual
    .layers(KEYS)
    .reduceRight<Forward>((next, layer) => (request) => layer(request, next), forward);
}

const text = async (response: GatewayResponse) => (await collect(response.body)).toString();

test('the alias goes up as the model and comes back as the alias', async () => {
  const { seen, forward } = upstream(() => answered(200, '{"type":"message", "model":"claude-sonnet-4-6"}'));
  const response = await gateway(aliased, forward)(asked('{"model":"team-claude"}'));
  expect(seen[0]?.body).toBe('{"model":"claude-sonnet-4-6"}');
  expect(await text(response)).toBe('{"type":"message", "model":"team-claude"}');
});

test('an alias in the path goes up as the model, and comes back out of binary frames', async () => {
  const event = { type: 'message_start', message: { model: 'claude-sonnet-4-6' } };
  const { seen, forward } = upstream(() =>
    answered(200, encodeChunk(event), 'application/vnd.amazon.eventstream'),
  );
  const target = '/model/team-claude/invoke-with-response-stream';
  const response = await gateway(aliased, forward)(asked('{}', 'dev', target));
  expect(seen[0]?.target).toBe('/model/claude-sonnet-4-6/invoke-with-response-stream');
  const { events, defects } = readBedrockStream(await collect(response.body));
  expect(events.map((one) => one.event)).toEqual([{ ...event, message: { model: 'team-claude' } }]);
  expect(defects.filter(({ rule }) => !rule.startsWith('stream/'))).toEqual([]);
});

test.each([
  ['/v1/messages/count_tokens', '{"input_tokens":2}'],
  ['/model/claude-sonnet-4-6/count-tokens', '{"inputTokens":2}'],
])('counts at %s are answered without the upstream', async (target, count) => {
  const { seen, forward } = upstream(() => answered(200));
  const response = await gateway(answersCounts, forward)(asked('12345678', 'dev', target));
  expect(await text(response)).toBe(count);
  expect(seen).toEqual([]);
});

test('the cache knows a repeated body, for the same caller only', async () => {
  const { seen, forward } = upstream(() => answered(200, '{"n":1}'));
  const send = gateway(caching, forward);
  for (const [body, key] of [
    ['a', 'dev'],
    ['a', 'dev'],
    ['b', 'dev'],
    ['a', 'other'],
  ]) {
    expect(await text(await send(asked(body, key)))).toBe('{"n":1}');
  }
  expect(seen.map(({ body }) => body)).toEqual(['a', 'b', 'a']);
});

test('the breaker opens behind three failures, and closes once a probe succeeds', async () => {
  const failing = () => answered(500);
  const { seen, forward } = upstream(failing, failing, failing, () => answered(200));
  const send = gateway(circuitBreaker, forward);
  const statuses: number[] = [];
  for (let i = 0; i < 9; i += 1) statuses.push((await send(asked())).status);
  expect(statuses).toEqual([500, 500, 500, 503, 503, 503, 503, 200, 200]);
  expect(seen.length).toBe(5);
});

test('the limit is 2 in a window, and the answer says how long to wait', async () => {
  let now = 0;
  const limited = rateLimit(2, 60_000, () => now);
  const { forward } = upstream(() => answered(200));
  const send = async () => {
    const { status, headers } = await limited(asked(), forward);
    return [status, headers.find(([name]) => name === 'retry-after')?.[1]];
  };
  expect([await send(), await send()]).toEqual([
    [200, undefined],
    [200, undefined],
  ]);
  now = 20_500;
  expect(await send()).toEqual([429, '40']);
  now = 60_000;
  expect(await send()).toEqual([200, undefined]);
});

test('a failure before the first byte is tried once more', async () => {
  const { seen, forward } = upstream(
    () => answered(503),
    () => answered(200),
  );
  expect((await gateway(retrying, forward)(asked('{"n":1}'))).status).toBe(200);
  expect(seen.map(({ body }) => body)).toEqual(['{"n":1}', '{"n":1}']);
});

test.each([
  ['/v1/messages', ['/v1/messages', '/v1/models']],
  ['/model/claude-opus-5-5/invoke', ['/inference-profiles', '/model/claude-haiku-4-5/invoke']],
])('the upstream is looked at beside the first request to %s', async (target, looks) => {
  const { seen, forward } = upstream(() => answered(200));
  await gateway(healthChecking, forward)(asked('{"n":1}', 'dev', target));
  expect(seen.map((one) => one.target).sort()).toEqual([...looks, target].sort());
});

/** What comes out of a stream, with the number of events that had gone in by then. */
async function passed(unusual: Unusual): Promise<[number, string][]> {
  let sent = 0;
  const stream = async function* () {
    for (const name of ['one', 'two', 'three']) {
      sent += 1;
      yield Buffer.from(`event: ${name}\ndata: {}\n\n`);
    }
  };
  const forward: Forward = async () => ({ ...answered(200, '', 'text/event-stream'), body: stream() });
  const out: [number, string][] = [];
  for await (const bytes of (await gateway(unusual, forward)(asked())).body) {
    out.push([
      sent,
      Buffer.from(bytes)
        .toString()
        .match(/\w+(?=\ndata)/g)
        ?.join() ?? '',
    ]);
  }
  return out;
}

test('a binary frame leaves with the one behind it', async () => {
  const chunks = ['one', 'two', 'three'].map((type) => encodeChunk({ type }));
  let sent = 0;
  const stream = async function* () {
    for (const chunk of chunks) {
      sent += 1;
      yield chunk;
    }
  };
  const forward: Forward = async () => ({
    ...answered(200, '', 'application/vnd.amazon.eventstream'),
    body: stream(),
  });
  const out: [number, number][] = [];
  for await (const bytes of (await gateway(lookAhead, forward)(asked())).body) {
    out.push([sent, chunks.findIndex((chunk) => Buffer.compare(chunk, bytes) === 0)]);
  }
  expect(out).toEqual([
    [2, 0],
    [3, 1],
    [3, 2],
  ]);
});

test('an event leaves with the one behind it, or all of 50 ms in one piece', async () => {
  expect(await passed(lookAhead)).toEqual([
    [2, 'one'],
    [3, 'two'],
    [3, 'three'],
  ]);
  expect(await passed(coalescing)).toEqual([[3, 'one,two,three']]);
});

test('the length of a stream is told when it is over at once, and of no other', async () => {
  let release: (value?: unknown) => void = () => {};
  const held = new Promise((resolve) => {
    release = resolve;
  });
  const stream = async function* (hold: Promise<unknown>) {
    yield Buffer.from('event: one\ndata: {}\n\n');
    await hold;
    yield Buffer.from('event: two\ndata: {}\n\n');
  };
  const through = (hold: Promise<unknown>) =>
    gateway(measuring, async () => ({ ...answered(200, '', 'text/event-stream'), body: stream(hold) }))(
      asked(),
    );
  const atOnce = await through(Promise.resolve());
  const later = await through(held);
  release();
  expect(atOnce.headers).toContainEqual(['content-length', '42']);
  expect(later.headers.map(([name]) => name)).toEqual(['content-type']);
  expect(await text(later)).toBe(await text(atOnce));
});
