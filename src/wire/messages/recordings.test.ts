import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type AnswerKind, validateAnswer } from '../answer.ts';
import type { Defect } from '../defect.ts';
import type { StreamEvent } from '../event-stream.ts';
import { parseJson } from '../json.ts';
import type { JsonObject } from '../scenario.ts';
import { isObject } from '../shape.ts';
import { SseDecoder } from '../sse.ts';
import { EventGrammar } from './events.ts';
import { messageMisfits } from './message.ts';
import { readStream } from './stream.ts';

const FOLDER = new URL('../../../../shared/recordings/anthropic/', import.meta.url);
const present = existsSync(FOLDER);
const where = present ? 'recorded answers' : 'PASSES WITHOUT LOOKING: no recordings beside the project';

/** Only a ceiling for a busy machine: each of these takes well under a second on an idle one. */
const PATIENCE = { timeout: 60_000 };

/** Recordings that are expected to have defects, each with the reason. None has. */
const EXPLAINED: Readonly<Record<string, string>> = {};

interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly fidelity?: string;
  readonly response: { readonly status: number; readonly body: string };
}

const recordings: Recording[] = present
  ? readdirSync(FOLDER).map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')))
  : [];
const bodyOf = (recording: Recording) => Buffer.from(recording.response.body);
const isStream = (recording: Recording) => recording.response.body.startsWith('event:');
/** The recorder kept the events, one JSON document a line, and not their framing. */
const isEventList = (recording: Recording) =>
  recording.fidelity === 'chunks-only' && recording.response.body.startsWith('{');
const streams = recordings.filter(isStream).map((recording) => readStream(bodyOf(recording)));

function kindOf({ endpoint, response }: Recording): AnswerKind {
  if (response.body.startsWith('event:')) return 'sse';
  if (response.status !== 200) return 'error';
  if (endpoint === 'models-list') return 'models';
  return endpoint === 'count_tokens' ? 'count_tokens' : 'message';
}

function defectsOfList(body: string): readonly Defect[] {
  const grammar = new EventGrammar();
  const lines = body.split('\n').filter((line) => line !== '');
  for (const [at, line] of lines.entries()) grammar.push(JSON.parse(line), at);
  grammar.end(lines.length);
  return grammar.defects;
}

test(`every one is of the expected kind and without defects (${where})`, PATIENCE, () => {
  const wrong = recordings.flatMap((recording) => {
    const { kind, defects } = isEventList(recording)
      ? { kind: kindOf(recording), defects: defectsOfList(recording.response.body) }
      : validateAnswer(bodyOf(recording));
    const fine = kind === kindOf(recording) && defects.length === 0;
    return fine === recording.id in EXPLAINED ? [{ id: recording.id, kind, defects }] : [];
  });
  expect(wrong).toEqual([]);
  const count = (of: (recording: Recording) => boolean) => recordings.filter(of).length;
  process.stdout.write(
    `${recordings.length} recorded answers: ${streams.length} streams, ${count(isEventList)} event lists, ` +
      `${count((r) => !isStream(r) && !isEventList(r))} JSON bodies; ${wrong.length} with unexplained defects\n`,
  );
  if (present) expect(recordings.length).toBeGreaterThan(1_000);
});

test(`streams add up to messages that would be valid on their own (${where})`, () => {
  for (const stream of streams) {
    if (stream.events[0]?.event['type'] === 'error') expect(stream.message()).toBeUndefined();
    else expect(messageMisfits(stream.message())).toEqual([]);
  }
});

test(`streams decode alike in chunks of one and of seven bytes (${where})`, PATIENCE, () => {
  for (const recording of recordings.filter(isStream).filter((_, at) => at % 10 === 0)) {
    const bytes = bodyOf(recording);
    const whole = readStream(bytes).frames.map((frame) => [frame.data, frame.offset, frame.end]);
    for (const size of [1, 7]) {
      const decoder = new SseDecoder();
      const frames = [];
      for (let at = 0; at < bytes.length; at += size)
        frames.push(...decoder.push(bytes.subarray(at, at + size)));
      frames.push(...decoder.end());
      expect(frames.map((frame) => [frame.data, frame.offset, frame.end])).toEqual(whole);
    }
  }
});

/** What a mutation of a stream must be reported as; `legal` when the result is a stream all the same. */
type Verdict = `${'sse' | 'stream'}/${string}` | 'legal';
/** Changes the texts of the frames in place, or says why it doesn't apply there. */
type Mutation = (frames: string[], at: number, events: readonly JsonObject[]) => Verdict | 'inapplicable';

const typeOf = (event: JsonObject | undefined) => String(event?.['type']);
const deltaOf = (event: JsonObject | undefined) => (isObject(event?.['delta']) ? event['delta'] : {});
/** Finer than the type: which delta. */
const nameOf = (event: JsonObject | undefined) =>
  typeOf(event) === 'content_block_delta' ? String(deltaOf(event)['type']) : typeOf(event);
const frameOf = (event: JsonObject) => `event: ${typeOf(event)}\ndata: ${JSON.stringify(event)}\n\n`;

/** What becomes of the tool call that event `at` belongs to, once its fragments are `events`. */
function toolInput(events: readonly JsonObject[], index: unknown): Verdict {
  const fragments = events.filter(
    (event) => event['index'] === index && nameOf(event) === 'input_json_delta',
  );
  const joined = fragments.map((event) => deltaOf(event)['partial_json']).join('');
  const whole = joined === '' || isObject(parseJson(joined).value);
  return whole || isInterrupted(events, index) ? 'legal' : 'stream/tool-input';
}

function isInterrupted(events: readonly JsonObject[], index: unknown): boolean {
  const reason = events.map((event) => deltaOf(event)['stop_reason']).find((given) => given !== undefined);
  const last = events.findLast((event) => typeOf(event) === 'content_block_start')?.['index'];
  return (
    index === last && ['max_tokens', 'refusal', 'model_context_window_exceeded'].includes(String(reason))
  );
}

const DROPPED: Readonly<Record<string, Verdict>> = {
  message_start: 'stream/message-start',
  content_block_start: 'stream/block-start',
  content_block_stop: 'stream/block-stop',
  message_delta: 'stream/message-delta',
  message_stop: 'stream/message-stop',
  signature_delta: 'stream/signature',
};
const DOUBLED: Readonly<Record<string, Verdict>> = { ...DROPPED, message_delta: 'legal' };
const SWAPPED: Readonly<Record<string, Verdict>> = {
  'thinking_delta signature_delta': 'stream/signature',
  'content_block_stop content_block_start': 'stream/block-stop',
  'content_block_stop message_delta': 'stream/block-stop',
  'message_delta message_stop': 'stream/message-delta',
};
/** A delta that exists, and never in a block of the kind that the key belongs to. */
const MISPLACED: Readonly<Record<string, JsonObject>> = {
  text_delta: { type: 'thinking_delta', thinking: 'x' },
  thinking_delta: { type: 'text_delta', text: 'x' },
  signature_delta: { type: 'input_json_delta', partial_json: '' },
  citations_delta: { type: 'signature_delta', signature: 'x' },
  compaction_delta: { type: 'text_delta', text: 'x' },
  input_json_delta: { type: 'text_delta', text: 'x' },
};

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'drop an event': (frames, at, events) => {
    frames.splice(at, 1);
    const name = nameOf(events[at]);
    if (name === 'input_json_delta') return toolInput(events.toSpliced(at, 1), events[at]?.['index']);
    if (name === 'signature_delta' && isInterrupted(events, events[at]?.['index'])) return 'legal';
    return DROPPED[name] ?? 'legal';
  },
  'double an event': (frames, at, events) => {
    frames.splice(at, 0, frames[at] ?? '');
    const [event] = events.slice(at);
    if (event && nameOf(event) === 'input_json_delta') {
      return toolInput(events.toSpliced(at, 0, event), event['index']);
    }
    return DOUBLED[nameOf(event)] ?? 'legal';
  },
  'swap two events': (frames, at, events) => {
    const [one, two] = events.slice(at, at + 2);
    if (!one || !two) return 'inapplicable';
    frames.splice(at, 2, frames[at + 1] ?? '', frames[at] ?? '');
    const [first, second] = [nameOf(one), nameOf(two)];
    if (first === 'ping' || second === 'ping') return 'legal';
    if (first === 'message_start') return 'stream/message-start';
    if (first === 'content_block_start') return 'stream/block-start';
    if (typeOf(one) === 'content_block_delta' && second === 'content_block_stop') return 'stream/block-stop';
    if (first === 'input_json_delta') return toolInput(events.toSpliced(at, 2, two, one), one['index']);
    return SWAPPED[`${first} ${second}`] ?? 'legal';
  },
  'end within an event': (frames, at) => {
    const frame = frames[at] ?? '';
    frames.splice(at, frames.length, frame.slice(0, frame.length >> 1));
    return 'sse/unfinished';
  },
  'end behind an event': (frames, at, events) => {
    frames.splice(at + 1);
    return at === events.length - 1 ? 'legal' : 'stream/message-stop';
  },
  'lose the last blank line': (frames) => {
    frames[frames.length - 1] = frames.at(-1)?.trimEnd() ?? '';
    return 'sse/unfinished';
  },
  'break the JSON': (frames, at) => {
    frames[at] = frames[at]?.replace(/\}\s*$/, '\n\n') ?? '';
    return 'sse/json';
  },
  'give a wrong index': (frames, at, events) => {
    const event = events[at];
    if (typeof event?.['index'] !== 'number') return 'inapplicable';
    frames[at] = frameOf({ ...event, index: event['index'] + 5 });
    return 'stream/index';
  },
  'remove the event: line': (frames, at) => {
    frames[at] = frames[at]?.replace(/^event:.*\n/, '') ?? '';
    return 'sse/event-line';
  },
  'name another event': (frames, at) => {
    frames[at] = frames[at]?.replace(/^event:.*\n/, 'event: message\n') ?? '';
    return 'sse/event-line';
  },
  'change the delta type': (frames, at, events) => {
    const delta = MISPLACED[nameOf(events[at])];
    if (!delta) return 'inapplicable';
    frames[at] = frameOf({ ...events[at], delta });
    return 'stream/delta-type';
  },
  'drop the stop reason': (frames, at, events) => {
    if (typeOf(events[at]) !== 'message_delta') return 'inapplicable';
    frames[at] = frameOf({ ...events[at], delta: { ...deltaOf(events[at]), stop_reason: null } });
    return 'stream/message-delta';
  },
  'claim a tool call': (frames, at, events) => {
    const hasTool = events.some(
      (e) => isObject(e['content_block']) && e['content_block']['type'] === 'tool_use',
    );
    if (typeOf(events[at]) !== 'message_delta' || hasTool) return 'inapplicable';
    frames[at] = frameOf({ ...events[at], delta: { ...deltaOf(events[at]), stop_reason: 'tool_use' } });
    return 'stream/stop-reason';
  },
  'drop the usage': (frames, at, events) => {
    if (typeOf(events[at]) !== 'message_delta') return 'inapplicable';
    frames[at] = frameOf({ type: 'message_delta', delta: deltaOf(events[at]) });
    return 'stream/usage';
  },
  'end with [DONE]': (frames) => {
    frames.push('data: [DONE]\n\n');
    return 'stream/done-sentinel';
  },
  'go on behind the end': (frames, at) => {
    if (frames[at]?.startsWith('event: ping')) return 'inapplicable';
    frames.push(frameOf({ type: 'message_delta', delta: {}, usage: { output_tokens: 1 } }));
    return 'stream/after-stop';
  },
  'insert a ping, a comment, an unknown event': (frames, at) => {
    frames.splice(
      at,
      0,
      frameOf({ type: 'ping' }),
      ': waiting\n\n',
      frameOf({ type: 'invented', index: 99 }),
    );
    return 'legal';
  },
  'add fields, blanks and CRLF': (frames, at, events) => {
    frames[at] = frameOf({ ...events[at], invented: { at } })
      .replace('}\n', '   }  \n')
      .replaceAll('\n', '\r\n');
    return 'legal';
  },
};

/** These leave no doubt about the cause, so there must be nothing else. */
const ONLY_ONE_DEFECT = new Set(['remove the event: line', 'name another event', 'end with [DONE]']);

/** Three places, always the same; over all streams every kind of event comes up often. */
function places(events: readonly StreamEvent[], salt: number): Set<number> {
  const last = events.length - 1;
  const edge = [0, last, Math.max(0, last - 1)][salt % 3] ?? 0;
  return new Set([edge, (salt * 7) % (last + 1), (salt * 31 + 3) % (last + 1)]);
}

for (const [name, mutate] of Object.entries(MUTATIONS)) {
  test(`mutation: ${name} (${where})`, PATIENCE, () => {
    const tally = new Map<string, number>();
    for (const [salt, stream] of streams.entries()) {
      if (typeOf(stream.events[0]?.event) === 'error') continue;
      const events = stream.events.map(({ event }) => event);
      for (const at of places(stream.events, salt)) {
        const frames = stream.events.map(({ frame }) => Buffer.from(frame.bytes).toString());
        const verdict = mutate(frames, at, events);
        if (verdict === 'inapplicable') continue;
        const rules = readStream(Buffer.from(frames.join(''))).defects.map((defect) => defect.rule);
        const context = `${name} at ${at}: ${nameOf(events[at])}`;
        if (verdict === 'legal') expect(rules, context).toEqual([]);
        else if (ONLY_ONE_DEFECT.has(name)) expect(rules, context).toEqual([verdict]);
        else expect(rules, context).toContain(verdict);
        tally.set(verdict, (tally.get(verdict) ?? 0) + 1);
      }
    }
    process.stdout.write(`${name}: ${[...tally].map(([rule, n]) => `${n} ${rule}`).join(', ')}\n`);
    if (present) expect(tally.size).toBeGreaterThan(0);
  });
}

test(`mutation: every required key of a message dropped (${where})`, PATIENCE, () => {
  for (const recording of recordings.filter((r) => kindOf(r) === 'message' && !isEventList(r))) {
    const message = JSON.parse(recording.response.body);
    for (const key of ['id', 'role', 'model', 'stop_reason', 'stop_sequence', 'usage', 'content']) {
      const { [key]: _dropped, ...rest } = message;
      const { kind, defects } = validateAnswer(Buffer.from(JSON.stringify(rest)));
      expect([kind, defects.map(({ rule, text }) => [rule, text.split(':')[0]])]).toEqual([
        'message',
        [['message/shape', key]],
      ]);
    }
    const truncated = validateAnswer(bodyOf(recording).subarray(0, -2));
    expect(truncated).toMatchObject({ kind: 'unknown', defects: [{ rule: 'json/syntax' }] });
  }
});
