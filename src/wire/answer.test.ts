import { Buffer } from 'node:buffer';
import { EventStreamCodec } from '@smithy/eventstream-codec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { encodeException } from '../mock/encode/event-stream.ts';
import { FAMILIES, validateAnswer } from './answer.ts';

const judge = (answer: unknown) =>
  validateAnswer(Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer)));
/** The kind and each defect as `rule text`. */
function verdict(answer: unknown): string[] {
  const { kind, defects } = judge(answer);
  return [kind, ...defects.map(({ rule, text }) => `${rule} ${text}`)];
}

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text),
);

/** A binary frame with these headers and this payload. */
function framed(headers: Readonly<Record<string, string>>, payload: unknown): Uint8Array {
  const pairs = Object.entries(headers).map(([name, value]) => [name, { type: 'string', value }] as const);
  return codec.encode({ headers: Object.fromEntries(pairs), body: Buffer.from(JSON.stringify(payload)) });
}

const MESSAGE = {
  id: 'made_up',
  type: 'message',
  role: 'assistant',
  model: 'claude',
  content: [{ type: 'text', text: 'hi' }],
  stop_reason: 'end_turn',
  stop_sequence: null,
  usage: { input_tokens: 1, output_tokens: 1 },
};
const ERROR = { type: 'error', error: { type: 'not_found_error', message: 'model: x' } };
const MODEL = { type: 'model', id: 'claude-x', display_name: 'X', created_at: '2026-01-01T00:00:00Z' };

test('answers are told apart by structure', () => {
  expect(verdict(MESSAGE)).toEqual(['message']);
  expect(verdict({ input_tokens: 12, context_management: { original_input_tokens: 12 } })).toEqual([
    'count_tokens',
  ]);
  expect(verdict({ data: [MODEL], has_more: false, first_id: 'claude-x', last_id: 'claude-x' })).toEqual([
    'models',
  ]);
  expect(verdict({ data: [{ id: 'claude-x' }] })).toEqual(['models']);
  expect(verdict(MODEL)).toEqual(['model']);
  expect(verdict(ERROR)).toEqual(['error']);
  expect(verdict({ ...ERROR, request_id: 'req_1' })).toEqual(['error']);
  expect(
    verdict('event: error\ndata: {"type":"error","error":{"type":"api_error","message":"x"}}\n\n'),
  ).toEqual(['sse']);
  expect(judge(': waiting\n\n').kind).toBe('sse');
});

test('what is of no kind has exactly one defect', () => {
  const other = 'answer/kind JSON, but no message, token count, models list or entry, or error';
  for (const value of [{}, [], 'null', '7', [{ input_tokens: 1 }], { choices: [] }]) {
    expect(verdict(value)).toEqual(['unknown', other]);
  }
  for (const text of ['', '  ', 'Bad Gateway', '<html>\ndata: 1\n</html>']) {
    expect(verdict(text)).toEqual(['unknown', 'answer/kind neither JSON nor an event stream']);
  }
  expect(verdict('{"type": "message", ')).toEqual(['unknown', 'json/syntax expected a key, found the end']);
});

test('nesting without end harms no reader, wherever it stands', () => {
  const deep = '['.repeat(50_000) + ']'.repeat(50_000);
  const damaged = [`{"type":${deep}}`, `{"type":"content_block_start","index":${deep}}`];
  for (const json of damaged) {
    expect(verdict(json)[1]).toMatch(/^json\/depth /);
    expect(verdict(`event: x\ndata: ${json}\n\n`)[1]).toMatch(/^sse\/json expected at most 1000 levels/);
    const payload = { bytes: Buffer.from(json).toString('base64') };
    const frame = framed({ ':message-type': 'event', ':event-type': 'chunk' }, payload);
    expect(validateAnswer(frame).defects[0]).toMatchObject({ rule: 'bedrock/event', offset: 0 });
  }
});

test('a binary stream is known by its headers when its first length is damaged', () => {
  const frame = Buffer.from(encodeException('throttlingException', 'slow down'));
  for (const length of [0xffffffff, 0x7fffffff, 0x20202020]) {
    frame.writeUInt32BE(length, 0);
    const { kind, defects } = validateAnswer(frame);
    expect(kind).toBe('event-stream');
    expect(defects).toMatchObject([{ offset: 0, rule: 'frame/prelude-crc' }]);
  }
});

test('a message departs with path and place', () => {
  const { defects } = judge({ ...MESSAGE, content: [{ type: 'text', text: null }] });
  const place = JSON.stringify(MESSAGE).indexOf('"hi"');
  expect(defects).toEqual([
    { offset: place, rule: 'message/shape', text: 'content.0.text: expected a string, found null' },
  ]);
});

test('each rule of a message', () => {
  const told = (change: object) => verdict({ ...MESSAGE, ...change }).slice(1);
  expect(told({ stop_reason: null })).toEqual(['message/shape stop_reason: expected a string, found null']);
  expect(told({ role: 'user' })).toEqual(['message/shape role: expected "assistant", found "user"']);
  expect(told({ content: 'hi' })).toEqual(['message/shape content: expected a list, found "hi"']);
  expect(told({ content: [{ text: 'hi' }] })).toEqual([
    'message/shape content.0.type: expected a string, found nothing',
  ]);
  expect(told({ usage: { input_tokens: 1.5, output_tokens: '1' } })).toEqual([
    'message/shape usage.input_tokens: expected a whole number from 0, found 1.5',
    'message/shape usage.output_tokens: expected a whole number from 0, found "1"',
  ]);
  expect(
    told({ content: [{ type: 'tool_use', id: 'x', name: 'y', input: '{}' }], stop_reason: 'tool_use' }),
  ).toEqual(['message/shape content.0.input: expected an object, found "{}"']);
  expect(told({ content: [{ type: 'thinking', thinking: 'hm' }] })).toEqual([
    'message/shape content.0.signature: expected a string, found nothing',
  ]);
  expect(told({ stop_reason: 'tool_use' })).toEqual([
    'message/shape stop_reason: "tool_use" without a tool_use block',
  ]);
  expect(told({ type: 'completion' })).toEqual([
    'message/shape type: expected "message", found "completion"',
  ]);
});

test('legal: empty content, unknown blocks, unknown keys, nulls of optional keys', () => {
  const fine = {
    ...MESSAGE,
    content: [{ type: 'future', x: 1 }, { type: 'constructor' }],
    invented: { a: 1 },
    container: null,
    stop_details: null,
    usage: { ...MESSAGE.usage, service_tier: null, cache_creation: null, invented: 1 },
  };
  expect(verdict(fine)).toEqual(['message']);
  expect(verdict({ ...MESSAGE, content: [] })).toEqual(['message']);
});

test('errors, counts and models depart', () => {
  expect(verdict({ error: { message: 'x' } })).toEqual([
    'error',
    'error/shape type: expected "error", found nothing',
    'error/shape error.type: expected a string, found nothing',
  ]);
  expect(verdict({ input_tokens: -1 })).toEqual([
    'count_tokens',
    'count_tokens/shape input_tokens: expected a whole number from 0, found -1',
  ]);
  expect(verdict({ data: [MODEL, { id: 7, created_at: 'yesterday' }] })).toEqual([
    'models',
    'models/shape data.1.id: expected a string, found 7',
    'models/shape data.1.created_at: expected an RFC 3339 time, found "yesterday"',
  ]);
  expect(verdict({ ...MODEL, type: 'engine' })).toEqual([
    'model',
    'model/shape type: expected "model", found "engine"',
  ]);
});

const BEDROCK_ERROR = { message: 'Too many tokens' };
const GOOGLE_ERROR = { error: { code: 403, message: 'No.', status: 'PERMISSION_DENIED' } };

test('errors and counts of Bedrock, errors of Google', () => {
  expect(verdict(BEDROCK_ERROR)).toEqual(['bedrock-error']);
  expect(verdict({ Message: 'User: arn:aws:iam::1:user/x is not authorized' })).toEqual(['bedrock-error']);
  expect(verdict({ message: null })).toEqual([
    'bedrock-error',
    'bedrock-error/shape message: expected a string, found null',
  ]);
  expect(verdict({ inputTokens: 12 })).toEqual(['bedrock-count']);
  expect(verdict({ inputTokens: '12' })).toEqual([
    'bedrock-count',
    'bedrock-count/shape inputTokens: expected a whole number from 0, found "12"',
  ]);
  expect(verdict(GOOGLE_ERROR)).toEqual(['google-error']);
  expect(verdict([GOOGLE_ERROR])).toEqual(['google-error']);
  expect(verdict([{ error: { code: '403', message: 'No.' } }])).toEqual([
    'google-error',
    'google-error/shape 0.error.code: expected a whole number from 0, found "403"',
    'google-error/shape 0.error.status: expected a string, found nothing',
  ]);
  expect(verdict({ error: { ...GOOGLE_ERROR.error, details: {} } })).toEqual([
    'google-error',
    'google-error/shape error.details: expected a list, found an object',
  ]);
});

/** Which families each kind belongs to; the first letters of their names. */
const BELONGS: readonly (readonly [answer: unknown, families: string])[] = [
  [MESSAGE, 'abv'],
  [ERROR, 'av'],
  [{ input_tokens: 1 }, 'av'],
  [{ data: [MODEL] }, 'a'],
  [MODEL, 'a'],
  [{ inputTokens: 1 }, 'b'],
  [BEDROCK_ERROR, 'b'],
  [GOOGLE_ERROR, 'v'],
  ['event: error\ndata: {"type":"error","error":{"type":"api_error","message":"x"}}\n\n', 'av'],
  [Buffer.from(encodeException('throttlingException', 'Slow down')), 'b'],
];

test.each(BELONGS)('%j belongs to %s, and is one defect elsewhere', (answer, families) => {
  const bytes = Buffer.isBuffer(answer)
    ? answer
    : Buffer.from(typeof answer === 'string' ? answer : JSON.stringify(answer));
  const { kind } = validateAnswer(bytes);
  for (const family of FAMILIES) {
    const rules = validateAnswer(bytes, family).defects.map(({ rule }) => rule);
    const expected = families.includes(family.charAt(0)) ? [] : ['answer/family'];
    expect([family, validateAnswer(bytes, family).kind, rules]).toEqual([family, kind, expected]);
  }
});

test('a stray answer is named', () => {
  expect(validateAnswer(Buffer.from('{"message":"x"}'), 'vertex').defects).toEqual([
    { offset: 0, rule: 'answer/family', text: 'an error of Bedrock, which vertex does not answer' },
  ]);
});

test('a binary stream is told by its first byte, however damaged the rest', () => {
  expect(validateAnswer(Buffer.alloc(3))).toMatchObject({
    kind: 'event-stream',
    defects: [{ rule: 'frame/truncated' }, { rule: 'stream/message-start' }],
  });
});

test('a byte order mark and bytes that are not UTF-8 are defects of an answer', () => {
  expect(verdict(`\uFEFF${JSON.stringify(ERROR)}`)).toEqual([
    'error',
    'json/bom a byte order mark before the JSON',
  ]);
  const bytes = Buffer.from(JSON.stringify(ERROR).replace('model', '?odel'));
  bytes[bytes.indexOf('?')] = 0xff;
  expect(validateAnswer(bytes)).toMatchObject({ kind: 'error', defects: [{ rule: 'json/utf8' }] });
});

test('any bytes: never throws, and unknown means one defect', () => {
  const text = fc.oneof(fc.json(), fc.string()).map((source) => new Uint8Array(Buffer.from(source)));
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), text), (bytes) => {
      const { kind, defects } = validateAnswer(bytes);
      if (kind === 'unknown') expect(defects).toHaveLength(1);
    }),
    { numRuns: 500 },
  );
});
