import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readStream } from '../../wire/messages/stream.ts';
import type { JsonObject, MessageAnswer } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { objects } from '../conversation.ts';
import { anthropic } from '../dialects/anthropic.ts';
import { messageEvents, wholeMessage } from './messages.ts';
import { encodeEvent } from './sse.ts';

const context = { body: {}, model: 'claude-opus-5-5', seed: 'copper-lantern-4821', dialect: anthropic };
const answer = (content: JsonObject[], rest: object = {}): MessageAnswer => ({
  message: { content, ...rest },
});
/** The message as whoever parses it sees it. */
const whole = (...given: Parameters<typeof wholeMessage>) =>
  JSON.parse(JSON.stringify(wholeMessage(...given)));
const types = (events: JsonObject[]) => events.map((event) => event['type']);
const deltas = (events: JsonObject[]) =>
  events.flatMap((event) => (isObject(event['delta']) && 'index' in event ? [event['delta']] : []));

test('a text is streamed in the order of the real API', () => {
  const events = messageEvents(answer([{ type: 'text', text: 'hi' }]), context);
  expect(types(events)).toEqual([
    'message_start',
    'content_block_start',
    'ping',
    'content_block_delta',
    'content_block_stop',
    'message_delta',
    'message_stop',
  ]);
  expect(events[0]).toMatchObject({ message: { content: [], stop_reason: null, model: 'claude-opus-5-5' } });
  expect(events[5]).toMatchObject({ delta: { stop_reason: 'end_turn', stop_sequence: null } });
});

test('the ping can be left out, and an empty answer has none', () => {
  const quiet = { ...answer([{ type: 'text', text: 'hi' }]), delivery: { ping: false } };
  expect(types(messageEvents(quiet, context))).not.toContain('ping');
  expect(types(messageEvents(answer([]), context))).toEqual([
    'message_start',
    'message_delta',
    'message_stop',
  ]);
});

test('deltas never cut a surrogate pair and join to the text', () => {
  for (const lead of ['', 'a']) {
    const text = lead + '🙂'.repeat(500);
    const parts = deltas(messageEvents(answer([{ type: 'text', text }]), context)).map(({ text }) => text);
    expect(parts.join('')).toBe(text);
    expect(parts.every((part) => Buffer.from(String(part)).toString() === part)).toBe(true);
    expect(parts.length).toBeGreaterThan(10);
    expect(parts.length).toBeLessThanOrEqual(41);
  }
});

test('a call without arguments has one empty delta; one with arguments begins with it', () => {
  const call = (input: JsonObject) => answer([{ type: 'tool_use', name: 'Bash', input }]);
  expect(deltas(messageEvents(call({}), context))).toEqual([{ type: 'input_json_delta', partial_json: '' }]);
  const parts = deltas(messageEvents(call({ command: 'echo one two three four' }), context));
  expect(parts[0]).toMatchObject({ partial_json: '' });
  expect(JSON.parse(parts.map((part) => part['partial_json']).join(''))).toEqual({
    command: 'echo one two three four',
  });
});

test('a Scenario may leave out ids, inputs and signatures', () => {
  const thought = { type: 'thinking', thinking: 'hm' };
  const json = whole(answer([thought, { type: 'tool_use', name: 'Read' }]), context);
  expect(json.id).toMatch(/^msg_01[1-9A-HJ-NP-Za-km-z]{22}$/);
  expect(json.content[0].signature).toMatch(/^[A-Za-z0-9+/=]{80,}$/);
  expect(json.content[1].id).toMatch(/^toolu_01[1-9A-HJ-NP-Za-km-z]{22}$/);
  expect(json.content[1].input).toEqual({});
  expect(json.stop_reason).toBe('tool_use');
  expect(json.usage.output_tokens_details).toEqual({ thinking_tokens: expect.any(Number) });
});

test('the same seed gives the same bytes, another seed other ids', () => {
  const json = (seed: string) =>
    JSON.stringify(wholeMessage(answer([{ type: 'tool_use', name: 'Bash' }]), { ...context, seed }));
  expect(json('a')).toBe(json('a'));
  expect(JSON.parse(json('a')).content[0].id).not.toBe(JSON.parse(json('b')).content[0].id);
});

test('a call that a program made has its whole input in the start', () => {
  const input = { url: 'https://example.com' };
  const program = (type: string) => [{ type: 'tool_use', id: 'a', name: 'b', input, caller: { type } }];
  const started = (type: string) => messageEvents(answer(program(type)), context)[1];
  expect(started('code_execution_20260120')).toMatchObject({ content_block: { input } });
  expect(deltas(messageEvents(answer(program('code_execution_20260120')), context))).toEqual([]);
  expect(started('direct')).toMatchObject({ content_block: { input: {} } });
});

test('what the answer says of itself wins', () => {
  const own = { id: 'msg_own', model: 'claude-own', stop_reason: 'stop_sequence', stop_sequence: 'END' };
  expect(wholeMessage(answer([], own), context)).toMatchObject(own);
  const events = messageEvents(answer([], own), context);
  expect(events[0]).toMatchObject({ message: { id: 'msg_own', model: 'claude-own', stop_sequence: null } });
  expect(events.at(-2)).toMatchObject({ delta: { stop_reason: 'stop_sequence', stop_sequence: 'END' } });
});

test('usage is split between start and end as in recordings', () => {
  const thought = { type: 'thinking', thinking: 'hm' };
  const search = { type: 'server_tool_use', name: 'web_search', input: { query: 'x' } };
  const events = messageEvents(answer([thought, search]), context);
  expect(startKeys(events).slice(-7)).toEqual([
    'input_tokens',
    'cache_creation_input_tokens',
    'cache_read_input_tokens',
    'cache_creation',
    'output_tokens',
    'service_tier',
    'inference_geo',
  ]);
  expect(Object.keys(Object(events.at(-2)?.['usage']))).toEqual([
    'input_tokens',
    'cache_creation_input_tokens',
    'cache_read_input_tokens',
    'output_tokens',
    'output_tokens_details',
    'server_tool_use',
  ]);
});

test('a stream reads without defects and adds up to the message that JSON gives', () => {
  const web = {
    type: 'web_search_result_location',
    cited_text: 'c',
    url: 'u',
    title: 't',
    encrypted_index: 'e',
  };
  const everything = answer([
    { type: 'thinking', thinking: 'Let me see, this takes more than one delta.' },
    { type: 'redacted_thinking', data: 'x' },
    { type: 'text', text: 'Here is a text of several deltas, with 🙂 and "quotes".', citations: [web] },
    { type: 'server_tool_use', name: 'web_search', input: { query: 'x' } },
    { type: 'tool_use', name: 'Bash', input: { command: 'echo one two three four five six' } },
    { type: 'tool_use', name: 'Read', input: {} },
  ]);
  const asked = {
    ...context,
    body: { context_management: {}, safeguards: [{ type: 'dangerous_tool_use' }] },
  };
  const text = messageEvents(everything, asked)
    .map((event) => encodeEvent(event))
    .join('');
  const stream = readStream(Buffer.from(text));
  expect(stream.defects).toEqual([]);
  expect(stream.message()).toEqual(wholeMessage(everything, asked));
});

test('scripted usage wins, and unknown members reach the client on both ways', () => {
  const usage = { input_tokens: 1, output_tokens: 1, gwcheck_units: 7, cache_read_input_tokens: 9 };
  const events = messageEvents(answer([{ type: 'text', text: 'long enough to count' }], { usage }), context);
  expect(events[0]).toMatchObject({ message: { usage } });
  expect(events.at(-2)).toMatchObject({ usage });
  expect(wholeMessage(answer([], { usage }), context).usage).toMatchObject(usage);
});

test('further keys go where the real API has them', () => {
  const extra = {
    stop_details: { type: 'refusal' },
    container: { id: 'c' },
    context_management: { applied_edits: [1] },
  };
  const body = { context_management: { edits: [] } };
  const last = messageEvents(answer([], { extra, stop_reason: 'refusal' }), { ...context, body }).at(-2);
  expect(last).toMatchObject({
    delta: { stop_reason: 'refusal', stop_details: { type: 'refusal' }, container: { id: 'c' } },
    context_management: { applied_edits: [1] },
  });
  expect(messageEvents(answer([]), { ...context, body }).at(-2)).toMatchObject({
    context_management: { applied_edits: [] },
  });
});

test('auto mode gets its verdict with every call, on both ways, and only then', () => {
  const body = { safeguards: [{ type: 'dangerous_tool_use' }] };
  const call = answer([{ type: 'tool_use', id: 'toolu_1', name: 'Bash', input: {} }]);
  const verdict = [
    {
      type: 'dangerous_tool_use',
      status: { type: 'available', tool_uses: { toolu_1: { type: 'evaluated', outcome: 'not_flagged' } } },
    },
  ];
  expect(messageEvents(call, { ...context, body }).at(-2)).toMatchObject({
    delta: { safeguard_results: verdict },
  });
  expect(wholeMessage(call, { ...context, body })['safeguard_results']).toEqual(verdict);
  expect(JSON.stringify(messageEvents(call, context))).not.toContain('safeguard_results');
  const own = answer([{ type: 'tool_use', name: 'Bash' }], { extra: { safeguard_results: [] } });
  expect(messageEvents(own, { ...context, body }).at(-2)).toMatchObject({ delta: { safeguard_results: [] } });
  const text = answer([{ type: 'text', text: 'no call' }]);
  expect(JSON.stringify(messageEvents(text, { ...context, body }))).not.toContain('safeguard_results');
});

/** Streams as published with their bytes intact; absent outside the development tree. */
const RECORDINGS = new URL('../../../../shared/recordings/anthropic/', import.meta.url);

test.runIf(existsSync(RECORDINGS))(
  'recorded streams, taken apart and encoded again, keep their grammar',
  () => {
    const streams = readdirSync(RECORDINGS).flatMap((file) => recordedStream(new URL(file, RECORDINGS)));
    for (const { id, events } of streams) {
      const again = messageEvents(answer(contentOf(events)), context);
      expect(skeleton(again), id).toEqual(skeleton(events));
    }
    expect(streams.length).toBeGreaterThan(200);
    // The newest generation, told by its stop_details, has our keys in our order.
    const newest = streams.filter(({ events }) => startKeys(events).includes('stop_details'));
    const keys = startKeys(messageEvents(answer([]), context));
    expect(newest.map(({ events }) => startKeys(events))).toEqual(newest.map(() => keys));
    expect(newest.length).toBeGreaterThan(20);
  },
);

/** The events of a byte-exact stream; nothing for any other recording. */
function recordedStream(url: URL): { id: string; events: JsonObject[] }[] {
  const recording = JSON.parse(readFileSync(url, 'utf8'));
  const body: unknown = recording.response.body;
  if (recording.fidelity || typeof body !== 'string' || !body.startsWith('event: message_start')) return [];
  const events = [...body.matchAll(/^data: (.*)$/gm)].map(([, json]) => JSON.parse(json ?? ''));
  return [{ id: recording.id, events }];
}

function startKeys(events: JsonObject[]): string[] {
  const message = events[0]?.['message'];
  const usage = isObject(message) ? message['usage'] : undefined;
  return [...Object.keys(message ?? {}), ...Object.keys(usage ?? {})];
}

/** The finished blocks that the events spell. */
function contentOf(events: JsonObject[]): JsonObject[] {
  const starts = events.flatMap(({ content_block: block }) => (isObject(block) ? [block] : []));
  return starts.map((block, index) => {
    const own = events.filter((event) => event['index'] === index).flatMap(({ delta }) => objects([delta]));
    const join = (key: string) => own.map((delta) => delta[key] ?? '').join('');
    const input = join('partial_json');
    const citations = own.flatMap(({ citation }) => objects([citation]));
    return {
      ...block,
      ...(block['type'] === 'text' && { text: join('text') }),
      ...(citations.length > 0 && { citations }),
      ...(block['type'] === 'thinking' && { thinking: join('thinking'), signature: join('signature') }),
      ...(input !== '' && { input: JSON.parse(input) }),
      ...(block['type'] === 'compaction' && { content: join('content') }),
    };
  });
}

/** What must agree: order of events, block starts and kinds of deltas (runs of one kind count once). */
function skeleton(events: JsonObject[]): string[] {
  const lines = events.flatMap((event) => {
    const { delta, content_block: block } = event;
    // An empty thinking delta comes and goes with the model; omitted thoughts are seen with and without.
    if (event['type'] === 'ping' || (isObject(delta) && delta['thinking'] === '')) return [];
    if (event['type'] === 'content_block_start') return [`${event['index']} ${JSON.stringify(block)}`];
    return [`${event['type']} ${event['index'] ?? ''} ${isObject(delta) ? (delta['type'] ?? '') : ''}`];
  });
  return lines.filter((line, i) => line !== lines[i - 1]);
}
