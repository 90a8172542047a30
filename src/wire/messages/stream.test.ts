import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { JsonObject } from '../scenario.ts';
import { EventGrammar, eventMisfits } from './events.ts';
import { MessageStream, readStream } from './stream.ts';

const start = (usage: JsonObject = { input_tokens: 1, output_tokens: 1 }): JsonObject => ({
  type: 'message_start',
  message: {
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [],
    stop_reason: null,
    stop_sequence: null,
    usage,
  },
});
const open = (index: number, content_block: JsonObject): JsonObject => ({
  type: 'content_block_start',
  index,
  content_block,
});
const add = (index: number, delta: JsonObject): JsonObject => ({ type: 'content_block_delta', index, delta });
const close = (index: number): JsonObject => ({ type: 'content_block_stop', index });
const finish = (stop_reason: string, extra: JsonObject = {}): JsonObject => ({
  type: 'message_delta',
  delta: { stop_reason, stop_sequence: null, ...extra },
  usage: { output_tokens: 5 },
});
const stop: JsonObject = { type: 'message_stop' };

const TEXT = { type: 'text', text: '' };
const TOOL = { type: 'tool_use', id: 'toolu_1', name: 'Bash', input: {} };
const THINKING = { type: 'thinking', thinking: '', signature: '' };
const text = (part: string) => ({ type: 'text_delta', text: part });
const json = (part: string) => ({ type: 'input_json_delta', partial_json: part });
const whole = (index: number, block: JsonObject, ...deltas: JsonObject[]) => [
  open(index, block),
  ...deltas.map((delta) => add(index, delta)),
  close(index),
];
const hello = whole(0, TEXT, text('hel'), text('lo'));

function grammarOf(events: readonly JsonObject[]) {
  const grammar = new EventGrammar();
  for (const [at, event] of events.entries()) grammar.push(event, at);
  grammar.end(events.length);
  return grammar.defects;
}
/** Each defect as `rule @ number of the event`. */
const defects = (...events: JsonObject[]) =>
  grammarOf(events).map(({ rule, offset }) => `${rule} @${offset}`);

const sse = (events: readonly JsonObject[]) =>
  Buffer.from(events.map((e) => `event: ${e['type']}\ndata: ${JSON.stringify(e)}\n\n`).join(''));

test('a plain stream has no defects and adds up to its message', () => {
  const stream = readStream(sse([start(), ...hello, finish('end_turn'), stop]));
  expect(stream.defects).toEqual([]);
  expect(stream.message()).toMatchObject({
    id: 'msg_1',
    content: [{ type: 'text', text: 'hello' }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 1, output_tokens: 5 },
  });
});

test('legal: an error first or midway, no content at all, pings and unknown things anywhere', () => {
  const error = { type: 'error', error: { details: null, type: 'overloaded_error', message: 'Overloaded' } };
  const ping = { type: 'ping' };
  const invented = { type: 'invented', index: 'x' };
  expect(defects(error)).toEqual([]);
  expect(defects(start(), open(0, TEXT), add(0, text('a')), error)).toEqual([]);
  expect(defects(start(), finish('end_turn'), stop)).toEqual([]);
  expect(
    defects(ping, invented, start(), ping, ...hello, invented, finish('end_turn'), ping, stop, ping),
  ).toEqual([]);
  const future = whole(0, { type: 'future_block', odd: 1 }, { type: 'future_delta' }, text('x'));
  expect(defects(start(), ...future, finish('tool_use'), stop)).toEqual([]);
  expect(defects(start(), ...whole(0, TEXT, { type: 'future_delta' }), finish('end_turn'), stop)).toEqual([]);
});

test('legal: blocks without deltas, input that came with the start, usage alone in a later delta', () => {
  const blocks = [
    { type: 'fallback', from: 'a', to: 'b' },
    { type: 'redacted_thinking', data: 'abc' },
    { type: 'web_search_tool_result', tool_use_id: 'srvtoolu_1', content: [] },
    { ...TOOL, input: { a: 1 }, caller: { type: 'code_execution_20260120', tool_id: 'srvtoolu_1' } },
    TEXT,
  ].flatMap((block, index) => whole(index, block));
  const usage = { type: 'message_delta', delta: { stop_reason: null }, usage: { output_tokens: 9 } };
  expect(defects(start(), ...blocks, finish('tool_use'), usage, stop)).toEqual([]);
});

test('a stream that ends early says where, once', () => {
  expect(defects()).toEqual(['stream/message-start @0']);
  expect(defects({ type: 'ping' })).toEqual(['stream/message-start @1']);
  expect(defects(start(), open(0, TEXT))).toEqual(['stream/message-stop @2']);
  expect(defects(start(), ...hello, finish('end_turn'))).toEqual(['stream/message-stop @6']);
});

test('events out of order', () => {
  const end = [finish('end_turn'), stop];
  expect(defects(...hello, ...end)).toEqual(['stream/message-start @0']);
  expect(defects(start(), start(), ...hello, ...end)).toEqual(['stream/message-start @1']);
  expect(defects(start(), ...end, ...hello.slice(0, 1))).toEqual(['stream/after-stop @3']);
  expect(defects(start(), finish('end_turn'), open(0, TEXT), stop)).toEqual(['stream/order @2']);
  expect(defects(start(), ...hello, stop)).toEqual(['stream/message-delta @5']);
  expect(defects(start(), ...end, stop)).toEqual(['stream/message-stop @3']);
  const error = { type: 'error', error: { type: 'api_error', message: 'x' } };
  expect(defects(start(), error, stop)).toEqual(['stream/after-stop @2']);
});

test('one slip with an index or a stop is one defect', () => {
  const end = [finish('end_turn'), stop];
  const [first, second, third, last] = hello as [JsonObject, JsonObject, JsonObject, JsonObject];
  expect(defects(start(), first, add(3, text('x')), last, ...end)).toEqual(['stream/index @2']);
  expect(defects(start(), first, second, close(3), ...whole(1, TEXT), ...end)).toEqual(['stream/index @3']);
  expect(defects(start(), ...whole(1, TEXT, text('x')), ...end)).toEqual(['stream/index @1']);
  expect(defects(start(), ...whole(0, TEXT), ...whole(2, TEXT), ...whole(3, TEXT), ...end)).toEqual([
    'stream/index @3',
  ]);
  expect(defects(start(), second, third, last, ...whole(1, TEXT), ...end)).toEqual(['stream/block-start @1']);
  expect(defects(start(), first, second, ...whole(1, TEXT), ...end)).toEqual(['stream/block-stop @3']);
  expect(defects(start(), first, ...end)).toEqual(['stream/block-stop @2']);
  expect(defects(start(), ...hello, last, ...end)).toEqual(['stream/block-stop @5']);
  expect(defects(start(), ...hello, second, ...end)).toEqual(['stream/block-stop @5']);
  expect(defects(start(), first, ...hello, ...end)).toEqual(['stream/block-start @2']);
  expect(defects(start(), { ...first, index: '0' })).toEqual(['stream/index @1', 'stream/message-stop @2']);
});

test('a stop or delta of an earlier block while another is open', () => {
  const late = (event: JsonObject) =>
    defects(start(), ...hello, open(1, TEXT), event, close(1), finish('end_turn'), stop);
  expect(late(close(0))).toEqual(['stream/block-stop @6']);
  expect(late(add(0, text('x')))).toEqual(['stream/index @6']);
});

test('two blocks open at a time are one defect', () => {
  const interleaved = [
    open(0, TEXT),
    open(1, TEXT),
    add(0, text('a')),
    add(1, text('b')),
    close(0),
    close(1),
  ];
  expect(defects(start(), ...interleaved, finish('end_turn'), stop)).toEqual(['stream/block-stop @2']);
});

test('what a delta or block holds', () => {
  const end = [finish('end_turn'), stop];
  expect(defects(start(), ...whole(0, TEXT, json('{}')), ...end)).toEqual(['stream/delta-type @2']);
  expect(defects(start(), ...whole(0, TEXT, { type: 'text_delta' }), ...end)).toEqual(['stream/shape @2']);
  expect(defects(start(), ...whole(0, { type: 'text' }), ...end)).toEqual(['stream/block-start @1']);
  expect(
    defects(start(), open(0, TEXT), { type: 'content_block_delta', index: 0 }, close(0), ...end),
  ).toEqual(['stream/shape @2']);
  expect(defects({ type: 7 }, start(), ...end)).toEqual(['stream/shape @0']);
});

test('an event that lacks a part of its own says which', () => {
  const paths = (event: JsonObject) => eventMisfits(event).map(({ path }) => path.join('.'));
  const without = (key: string) => {
    const { [key]: _lost, ...message } = Object(start()['message']);
    return { ...start(), message };
  };
  const parts = ['id', 'type', 'role', 'model', 'content', 'stop_reason', 'stop_sequence'];
  expect(parts.map((key) => paths(without(key)))).toEqual(parts.map((key) => [`message.${key}`]));
  expect(paths(open(0, { type: 'text' }))).toEqual(['content_block.text']);
  expect(paths(add(0, { type: 'text_delta' }))).toEqual(['delta.text']);
  expect(paths({ type: 'message_delta' })).toEqual(['delta']);
  expect([start(), ...hello, finish('end_turn'), stop, { type: 'invented' }].flatMap(paths)).toEqual([]);
});

test('tool input is one JSON object once joined', () => {
  const call = (...parts: string[]) => [
    start(),
    ...whole(0, TOOL, ...parts.map(json)),
    finish('tool_use'),
    stop,
  ];
  expect(defects(...call('', '{"a": ', '1}'))).toEqual([]);
  expect(defects(...call(''))).toEqual([]);
  expect(defects(...call())).toEqual([]);
  expect(defects(...call('{"a": '))).toEqual(['stream/tool-input @1']);
  expect(defects(...call('{"a": ').slice(0, -2))).toEqual(['stream/message-stop @4', 'stream/tool-input @1']);
  expect(defects(...call('[1]'))).toEqual(['stream/tool-input @1']);
  expect(defects(...call('{}', '{}'))).toEqual(['stream/tool-input @1']);
});

test('a last block cut by max_tokens may be incomplete, an earlier one may not', () => {
  const cut = (index: number) => whole(index, TOOL, json('{"a'));
  expect(defects(start(), ...cut(0), finish('max_tokens'), stop)).toEqual([]);
  expect(defects(start(), ...whole(0, THINKING), finish('max_tokens'), stop)).toEqual([]);
  expect(defects(start(), ...cut(0), ...whole(1, TEXT), finish('max_tokens'), stop)).toEqual([
    'stream/tool-input @1',
  ]);
});

test('thinking ends with its one signature', () => {
  const think = { type: 'thinking_delta', thinking: 'hm' };
  const sign = { type: 'signature_delta', signature: 'abc' };
  const thinking = (...deltas: JsonObject[]) =>
    defects(start(), ...whole(0, THINKING, ...deltas), finish('end_turn'), stop);
  expect(thinking(think, sign)).toEqual([]);
  expect(thinking(sign)).toEqual([]);
  expect(thinking(think)).toEqual(['stream/signature @1']);
  expect(thinking(sign, think)).toEqual(['stream/signature @3']);
  expect(thinking(sign, sign)).toEqual(['stream/signature @3']);
});

test('stop reason and usage', () => {
  const ends = (delta: JsonObject, usage: JsonObject = { output_tokens: 1 }) =>
    defects(start(), { type: 'message_delta', delta, usage }, stop);
  expect(ends({ stop_reason: 'tool_use' })).toEqual(['stream/stop-reason @2']);
  expect(ends({ stop_reason: 'stop_sequence', stop_sequence: null })).toEqual(['stream/stop-reason @2']);
  expect(ends({ stop_reason: 'stop_sequence', stop_sequence: 'X' })).toEqual([]);
  expect(ends({ stop_reason: 'a_future_reason' })).toEqual([]);
  expect(ends({ stop_reason: 'end_turn' }, { output_tokens: null })).toEqual(['stream/usage @1']);
  expect(defects(start({ input_tokens: 1, output_tokens: 9 }), finish('end_turn'), stop)).toEqual([
    'stream/usage @1',
  ]);
  expect(defects(start({ output_tokens: 1 }), finish('end_turn'), stop)).toEqual(['stream/usage @0']);
  expect(defects(start(), finish('end_turn'), finish('refusal'), stop)).toEqual(['stream/stop-reason @2']);
  expect(defects(start(), { type: 'message_delta', usage: { output_tokens: 1 } }, stop)).toEqual([
    'stream/message-delta @1',
    'stream/message-delta @2',
  ]);
});

test('the frame: event line, JSON, [DONE]; keep-alives are frames without events', () => {
  const rules = (frames: string) => readStream(Buffer.from(frames)).defects.map((defect) => defect.rule);
  const good = sse([start(), ...hello, finish('end_turn'), stop]).toString();
  expect(rules(`: hi\n\n${good}\n`)).toEqual([]);
  expect(rules(good.replace('event: message_stop\n', ''))).toEqual(['sse/event-line']);
  expect(rules(good.replace('event: message_stop', 'event: done'))).toEqual(['sse/event-line']);
  expect(rules(good.replace('{"type":"message_stop"}', '{"type":'))).toEqual([
    'sse/json',
    'stream/message-stop',
  ]);
  expect(rules(good.replace('{"type":"message_stop"}', '["message_stop"]'))).toEqual([
    'sse/json',
    'stream/message-stop',
  ]);
  expect(rules(`${good}data: [DONE]\n\n`)).toEqual(['stream/done-sentinel']);
  expect(rules(good.trimEnd())).toEqual(['sse/unfinished']);
  expect(rules(good.slice(0, -8))).toEqual(['sse/unfinished', 'stream/message-stop']);
});

test('blocks of every kind add up as the non-streaming answer has them', () => {
  const citation = { type: 'web_search_result_location', cited_text: 'x', url: 'u' };
  const stream = readStream(
    sse([
      start({ input_tokens: 3, output_tokens: 1, service_tier: 'standard' }),
      ...whole(
        0,
        THINKING,
        { type: 'thinking_delta', thinking: 'hm' },
        { type: 'signature_delta', signature: 'abc' },
      ),
      ...whole(1, { ...TEXT, citations: [] }, { type: 'citations_delta', citation }, text('so')),
      ...whole(2, { type: 'compaction', content: null }, { type: 'compaction_delta', content: 'short' }),
      ...whole(3, TOOL, json(''), json('{"command": '), json('"ls"}')),
      ...whole(4, { ...TOOL, input: { given: true } }),
      {
        ...finish('tool_use', { stop_details: null, container: { id: 'c', expires_at: 't' } }),
        context_management: { applied_edits: [] },
      },
      {
        type: 'message_delta',
        delta: { stop_reason: null },
        usage: { output_tokens: 9, input_tokens: null },
      },
      stop,
    ]),
  );
  expect(stream.defects).toEqual([]);
  expect(stream.message()).toEqual({
    id: 'msg_1',
    type: 'message',
    role: 'assistant',
    model: 'claude',
    content: [
      { type: 'thinking', thinking: 'hm', signature: 'abc' },
      { type: 'text', text: 'so', citations: [citation] },
      { type: 'compaction', content: 'short' },
      { ...TOOL, input: { command: 'ls' } },
      { ...TOOL, input: { given: true } },
    ],
    stop_reason: 'tool_use',
    stop_sequence: null,
    stop_details: null,
    container: { id: 'c', expires_at: 't' },
    context_management: { applied_edits: [] },
    usage: { input_tokens: 3, output_tokens: 9, service_tier: 'standard' },
  });
});

test('an unfinished tool input stays the text that arrived', () => {
  const stream = readStream(sse([start(), open(0, TOOL), add(0, json('{"a": '))]));
  expect(stream.message()).toMatchObject({ content: [{ type: 'tool_use', input: '{"a": ' }] });
});

const anyEvent = fc.oneof(
  fc.constantFrom(start(), ...hello, finish('tool_use'), stop, open(1, TOOL), close(1)),
  fc.record({
    type: fc.constantFrom(
      'message_start',
      'content_block_start',
      'content_block_delta',
      'message_delta',
      'error',
    ),
    index: fc.constantFrom(0, 1, -1, '0', null),
    message: fc.jsonValue(),
    content_block: fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom('text', 'constructor') })),
    delta: fc.oneof(fc.jsonValue(), fc.record({ type: fc.constantFrom('text_delta', '__proto__') })),
    usage: fc.jsonValue(),
    error: fc.jsonValue(),
  }),
);

test('whatever the events and the chunks: never throws, and chunking does not show', () => {
  fc.assert(
    fc.property(fc.array(anyEvent), fc.integer({ min: 1, max: 50 }), (events, size) => {
      const bytes = sse(events as JsonObject[]);
      const stream = new MessageStream();
      for (let at = 0; at < bytes.length; at += size) stream.push(bytes.subarray(at, at + size));
      stream.end();
      const expected = readStream(bytes);
      expect(stream.defects).toEqual(expected.defects);
      expect(stream.message()).toEqual(expected.message());
    }),
  );
});
