import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import type { Exchange } from '../net/exchange.ts';
import { gzipEach } from '../wire/gzip.ts';
import type { RawHeaders } from '../wire/headers.ts';
import {
  answerBytes,
  answerJson,
  countMisfit,
  countOf,
  joinedDeltas,
  streamEvents,
  valueAt,
} from './answer.ts';

/** An answer that the client received in these chunks. */
function received(chunks: readonly Uint8Array[], headers: RawHeaders = []): Exchange {
  return {
    id: 'c1',
    vantage: 'client',
    transport: 'http/1.1',
    startedAt: 0,
    request: { method: 'POST', target: '/v1/messages', headers: [], body: new Uint8Array(), complete: true },
    response: { status: 200, headers, chunks: chunks.map((bytes) => ({ ms: 0, bytes })) },
    operation: 'messages',
    ended: 'complete',
    endedMs: 1,
  };
}

function delta(index: number, part: object): string {
  return `event: content_block_delta\ndata: ${JSON.stringify({ type: 'content_block_delta', index, delta: part })}\n\n`;
}

const STREAM = [
  delta(0, { type: 'text_delta', text: 'Grü' }),
  delta(1, { type: 'input_json_delta', partial_json: '{"a":' }),
  delta(0, { type: 'text_delta', text: 'ße' }),
  'event: ping\ndata: {"type": "ping"}\n\n',
  delta(1, { type: 'input_json_delta', partial_json: '1}' }),
].map((text) => Buffer.from(text));

test('each content coding is undone, half a body included', () => {
  const whole = Buffer.concat(STREAM);
  const codings: readonly (readonly [string, Uint8Array])[] = [
    ['gzip', zlib.gzipSync(whole)],
    ['deflate', zlib.deflateSync(whole)],
    ['br', zlib.brotliCompressSync(whole)],
  ];

  for (const [coding, body] of codings) {
    expect(answerBytes(received([body], [['Content-Encoding', coding]]))).toEqual(whole);
  }
  const half = gzipEach(STREAM).slice(0, 2);
  expect(answerBytes(received(half, [['content-encoding', 'gzip']]))).toEqual(
    Buffer.concat(STREAM.slice(0, 2)),
  );
});

test('a body that is not what its header says stays as it came', () => {
  const plain = Buffer.from('event: ping\n\n');

  expect(answerBytes(received([plain], [['content-encoding', 'gzip']]))).toEqual(plain);
  expect(answerBytes(received([plain], [['content-encoding', 'zstd']]))).toEqual(plain);
});

test('only an object is taken for a JSON answer', () => {
  expect(answerJson(received([Buffer.from('{"type":'), Buffer.from('"message"}')]))).toEqual({
    type: 'message',
  });
  for (const body of ['', '[]', 'null', '<html>', '{"type":']) {
    expect(answerJson(received([Buffer.from(body)]))).toBeUndefined();
  }
});

test('events count once their blank line is there', () => {
  const [first = Buffer.alloc(0), second = Buffer.alloc(0)] = STREAM;

  expect(streamEvents(received([first, second.subarray(0, second.length - 1)]))).toHaveLength(1);
  expect(streamEvents(received(STREAM)).map(({ type }) => type)).toContain('ping');
});

test('deltas are joined by block, also without the start of the block', () => {
  expect(joinedDeltas(received(STREAM), 'text')).toEqual({ 0: 'Grüße' });
  expect(joinedDeltas(received(STREAM), 'partial_json')).toEqual({ 1: '{"a":1}' });
});

test('a path leads through objects and lists, and nowhere else', () => {
  const value = { content: [{ text: 'a' }, { text: null }] };

  expect(valueAt(value, 'content.0.text')).toBe('a');
  expect(valueAt(value, 'content.1.text')).toBeNull();
  for (const path of [
    'content.2.text',
    'content.length',
    'content.0.text.0',
    'toString',
    'content.0.constructor',
  ]) {
    expect(valueAt(value, path)).toBeUndefined();
  }
  expect(valueAt(undefined, 'a')).toBeUndefined();
});

test('a count is read under the name of any API, and judged by that of its request', () => {
  const asked = (target: string, body: object) => {
    const exchange = received([Buffer.from(JSON.stringify(body))]);
    return { ...exchange, request: { ...exchange.request, target } };
  };
  const [messages, bedrock] = ['/v1/messages/count_tokens', '/model/claude-sonnet-4-6/count-tokens'];
  for (const [target, own, other] of [
    [messages, { input_tokens: 12 }, { inputTokens: 12 }],
    [bedrock, { inputTokens: 12 }, { input_tokens: 12 }],
  ] as const) {
    expect([countOf(asked(target, own)), countOf(asked(target, other))]).toEqual([12, 12]);
    expect(countMisfit(asked(target, own))).toBeUndefined();
    expect(countMisfit(asked(target, other))).toEqual(expect.any(String));
  }
  expect(countOf(asked(messages, { input_tokens: '12' }))).toBeUndefined();
});
