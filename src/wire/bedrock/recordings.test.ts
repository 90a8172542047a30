import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import { expect, test } from 'vitest';
import { encodeEvent } from '../../mock/encode/sse.ts';
import { type AnswerKind, validateAnswer } from '../answer.ts';
import type { WireId } from '../format.ts';
import { messageMisfits } from '../messages/message.ts';
import { readStream } from '../messages/stream.ts';
import { type BedrockFrame, BedrockStream, readBedrockStream } from './stream.ts';

const FOLDER = new URL('../../../../shared/recordings/', import.meta.url);
const present = existsSync(FOLDER);
const where = present ? 'recorded answers' : 'PASSES WITHOUT LOOKING: no recordings beside the project';
/** Only a ceiling for a busy machine: each of these takes well under a second on an idle one. */
const PATIENCE = { timeout: 60_000 };

/** Recordings that are expected to have defects, each with the reason. None has. */
const EXPLAINED: Readonly<Record<string, string>> = {};

interface Recording {
  readonly id: string;
  readonly endpoint: string;
  readonly response: { readonly status: number; readonly body?: string; readonly bodyBase64?: string };
}

function recordings(folder: string): Recording[] {
  const url = new URL(`${folder}/`, FOLDER);
  return present ? readdirSync(url).map((name) => JSON.parse(readFileSync(new URL(name, url), 'utf8'))) : [];
}
const bodyOf = ({ response }: Recording) =>
  response.bodyBase64 === undefined
    ? Buffer.from(response.body ?? '')
    : Buffer.from(response.bodyBase64, 'base64');
const binary = (of: readonly Recording[]) =>
  of.filter(({ response }) => response.bodyBase64 !== undefined).map(bodyOf);

const bedrock = recordings('bedrock');
const streams = binary(bedrock).map(readBedrockStream);

function bedrockKind({ endpoint, response }: Recording): AnswerKind {
  if (response.status !== 200) return 'bedrock-error';
  if (endpoint === 'count-tokens') return 'bedrock-count';
  return endpoint === 'invoke' ? 'message' : 'event-stream';
}
const vertexKind = ({ endpoint }: Recording): AnswerKind => (endpoint === 'rawPredict' ? 'message' : 'sse');

test.each([
  ['bedrock', bedrock, bedrockKind],
  ['vertex', recordings('vertex'), vertexKind],
] as const)(`%s: each is of the expected kind and without defects (${where})`, PATIENCE, (...given) => {
  const [family, answers, kindOf]: readonly [WireId, readonly Recording[], (of: Recording) => AnswerKind] =
    given;
  const tally = new Map<string, number>();
  const wrong = answers.flatMap((recording) => {
    const { kind, defects } = validateAnswer(bodyOf(recording), family);
    tally.set(kind, (tally.get(kind) ?? 0) + 1);
    const fine = kind === kindOf(recording) && defects.length === 0;
    return fine === recording.id in EXPLAINED ? [{ id: recording.id, kind, defects }] : [];
  });
  expect(wrong).toEqual([]);
  const kinds = [...tally].map(([kind, count]) => `${count} ${kind}`).join(', ');
  process.stdout.write(
    `${answers.length} ${family} answers: ${kinds}; ${wrong.length} with unexplained defects\n`,
  );
  if (present) expect(answers.length).toBeGreaterThan(50);
});

/** Of Converse and of models other than Claude: the same framing, other events. */
test(`every frame of the service is sound, whatever it carries (${where})`, () => {
  const others = binary(recordings('extra/bedrock-other')).map(readBedrockStream);
  const defects = [...streams, ...others].flatMap((stream) => stream.defects);
  expect(defects.filter(({ rule }) => rule.startsWith('frame/'))).toEqual([]);
  const frames = [...streams, ...others].flatMap((stream) => stream.frames);
  expect(frames.every(({ intact, complete }) => intact && complete)).toBe(true);
  process.stdout.write(
    `${streams.length} binary streams of Claude and ${others.length} others: ${frames.length} frames\n`,
  );
  if (present) expect(frames.length).toBeGreaterThan(1_000);
});

test(`streams add up to messages that would be valid on their own, as they do over SSE (${where})`, () => {
  for (const stream of streams) {
    expect(messageMisfits(stream.message())).toEqual([]);
    const sse = readStream(Buffer.from(stream.events.map(({ event }) => encodeEvent(event)).join('')));
    expect([sse.defects, sse.message()]).toEqual([[], stream.message()]);
  }
});

test(`streams decode alike in chunks of one and of seven bytes (${where})`, PATIENCE, () => {
  for (const [at, bytes] of binary(bedrock).entries()) {
    for (const size of at % 10 === 0 ? [1, 7] : [7]) {
      const stream = new BedrockStream();
      for (let from = 0; from < bytes.length; from += size) stream.push(bytes.subarray(from, from + size));
      stream.end();
      expect(stream.defects).toEqual([]);
      expect(stream.events.map(({ event }) => event)).toEqual(streams[at]?.events.map(({ event }) => event));
    }
  }
});

/** What a mutation must be reported as, and nothing else where a list is given. */
type Verdict = readonly [only: string] | string;
/** Changes the frames in place; undefined where it doesn't apply. */
type Mutation = (frames: Buffer[], at: number, types: readonly string[]) => Verdict | undefined;

const OF_TYPE: Readonly<Record<string, string>> = {
  message_start: 'stream/message-start',
  content_block_start: 'stream/block-start',
  content_block_stop: 'stream/block-stop',
  message_delta: 'stream/message-delta',
  message_stop: 'stream/message-stop',
};
const SWAPPED: Readonly<Record<string, string>> = {
  'content_block_start content_block_delta': 'stream/block-start',
  'content_block_delta content_block_stop': 'stream/block-stop',
  'content_block_stop content_block_start': 'stream/block-stop',
  'content_block_stop message_delta': 'stream/block-stop',
  'message_delta message_stop': 'stream/message-delta',
};

/** A copy of the frame after `change`, with both checksums made right again. */
function resealed(frame: Buffer | undefined, change: (bytes: Buffer) => void): Buffer {
  const bytes = Buffer.from(frame ?? Buffer.alloc(16));
  change(bytes);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, 8)), 8);
  bytes.writeUInt32BE(crc32(bytes.subarray(0, -4)), bytes.length - 4);
  return bytes;
}
const flipped = (frame: Buffer | undefined, at: number) => {
  const bytes = Buffer.from(frame ?? Buffer.alloc(16));
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0x10, at);
  return bytes;
};
/** The frame with one text in it replaced by another of the same length. */
const reworded = (frame: Buffer | undefined, text: string, other: string) =>
  resealed(frame, (bytes) => {
    const at = bytes.indexOf(text);
    expect(at).toBeGreaterThan(0);
    bytes.write(other, at);
  });

const MUTATIONS: Readonly<Record<string, Mutation>> = {
  'drop a frame': (frames, at, types) => {
    frames.splice(at, 1);
    return OF_TYPE[types[at] ?? ''];
  },
  'double a frame': (frames, at, types) => {
    frames.splice(at, 0, frames[at] ?? Buffer.alloc(0));
    return types[at] === 'message_delta' ? undefined : OF_TYPE[types[at] ?? ''];
  },
  'swap two frames': (frames, at, types) => {
    const [one, two] = frames.slice(at, at + 2);
    if (!one || !two) return undefined;
    frames.splice(at, 2, two, one);
    return at === 0 ? 'stream/message-start' : SWAPPED[`${types[at]} ${types[at + 1]}`];
  },
  'end within a frame': (frames, at) => {
    frames.splice(at, frames.length, (frames[at] ?? Buffer.alloc(0)).subarray(0, 40 + at));
    return 'frame/truncated';
  },
  'end within a prelude': (frames, at) => {
    frames.splice(at, frames.length, (frames[at] ?? Buffer.alloc(0)).subarray(0, 1 + (at % 11)));
    return 'frame/truncated';
  },
  'end behind a frame': (frames, at) => {
    if (at === frames.length - 1) return undefined;
    frames.splice(at + 1);
    return ['stream/message-stop'];
  },
  'flip a bit of a prelude': (frames, at) => {
    frames[at] = flipped(frames[at], at % 12);
    return ['frame/prelude-crc'];
  },
  'flip a bit of the headers': (frames, at) => {
    frames[at] = flipped(frames[at], 12 + (at % 75));
    return 'frame/crc';
  },
  'flip a bit of the base64': (frames, at) => {
    frames[at] = flipped(frames[at], 100 + (at % 20));
    return 'frame/crc';
  },
  'flip a bit of the checksum': (frames, at) => {
    frames[at] = flipped(frames[at], (frames[at]?.length ?? 0) - 1 - (at % 4));
    return ['frame/crc'];
  },
  'claim a longer frame, with the right checksum of the claim': (frames, at) => {
    frames[at] = resealed(frames[at], (bytes) => bytes.writeUInt32BE(bytes.length + 8, 0));
    return at === frames.length - 1 ? 'frame/truncated' : 'frame/crc';
  },
  'claim a frame of nothing': (frames, at) => {
    frames[at] = resealed(frames[at], (bytes) => bytes.writeUInt32BE(0, 0));
    return ['frame/length'];
  },
  'claim a frame beyond any': (frames, at) => {
    frames[at] = resealed(frames[at], (bytes) => bytes.writeUInt32BE(0x7fffffff, 0));
    return ['frame/length'];
  },
  'claim headers beyond the frame': (frames, at) => {
    frames[at] = resealed(frames[at], (bytes) => bytes.writeUInt32BE(bytes.length - 15, 4));
    return 'frame/length';
  },
  'claim one byte of headers too many': (frames, at) => {
    frames[at] = resealed(frames[at], (bytes) => bytes.writeUInt32BE(bytes.readUInt32BE(4) + 1, 4));
    return 'frame/header';
  },
  'put a line feed between frames': (frames, at) => {
    frames.splice(at, 0, Buffer.from('\n'));
    return ['frame/prelude-crc'];
  },
  'answer with SSE from here on': (frames, at) => {
    frames.splice(at, frames.length, Buffer.from('event: ping\ndata: {"type": "ping"}\n\n'));
    return at === 0 ? undefined : ['frame/prelude-crc'];
  },
  'rename the message type': (frames, at) => {
    frames[at] = reworded(frames[at], '\u0005event{', '\u0005other{');
    return 'bedrock/headers';
  },
  'rename the content type': (frames, at) => {
    frames[at] = reworded(frames[at], 'application/json', 'application/cbor');
    return ['bedrock/headers'];
  },
  'rename the bytes': (frames, at) => {
    frames[at] = reworded(frames[at], '"bytes"', '"bites"');
    return 'bedrock/payload';
  },
  'break the base64': (frames, at) => {
    frames[at] = reworded(frames[at], '"bytes":"e', '"bytes":"?');
    return 'bedrock/payload';
  },
  'break the event': (frames, at) => {
    frames[at] = reworded(frames[at], '"bytes":"ey', '"bytes":"AA');
    return 'bedrock/event';
  },
};

/** Three places, always the same; over all streams every kind of event comes up often. */
function places(frames: readonly BedrockFrame[], salt: number): Set<number> {
  const last = frames.length - 1;
  const edge = [0, last, Math.max(0, last - 1)][salt % 3] ?? 0;
  return new Set([edge, (salt * 7) % (last + 1), (salt * 31 + 3) % (last + 1)]);
}

for (const [name, mutate] of Object.entries(MUTATIONS)) {
  test(`mutation: ${name} (${where})`, PATIENCE, () => {
    const tally = new Map<string, number>();
    for (const [salt, stream] of streams.entries()) {
      const types = stream.events.map(({ event }) => String(event['type']));
      for (const at of places(stream.frames, salt)) {
        const frames = stream.frames.map(({ bytes }) => Buffer.from(bytes));
        const verdict = mutate(frames, at, types);
        if (verdict === undefined) continue;
        const rules = readBedrockStream(Buffer.concat(frames)).defects.map(({ rule }) => rule);
        const context = `${name} at ${at}: ${types[at]}`;
        if (typeof verdict === 'string') expect(rules, context).toContain(verdict);
        else expect(rules, context).toEqual(verdict);
        const rule = typeof verdict === 'string' ? verdict : verdict[0];
        tally.set(rule, (tally.get(rule) ?? 0) + 1);
      }
    }
    process.stdout.write(`${name}: ${[...tally].map(([rule, n]) => `${n} ${rule}`).join(', ')}\n`);
    if (present) expect(tally.size).toBeGreaterThan(0);
  });
}
