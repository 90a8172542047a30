import { crc32 } from 'node:zlib';
import { EventStreamCodec, type MessageHeaders } from '@smithy/eventstream-codec';
import type { JsonObject } from '../../wire/scenario.ts';
import { eventJson } from './event-json.ts';

/** How a chunk is written. */
export interface ChunkOptions {
  /** The `p` member that the real API adds, to blur the length of what the model says. Default true. */
  readonly padding?: boolean;
}

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text),
);
/** The same before every chunk, and in this order in every recording: encoded once, because that is what costs. */
const CHUNK_HEADERS = Buffer.from(
  codec.formatHeaders(
    texts({ ':event-type': 'chunk', ':content-type': 'application/json', ':message-type': 'event' }),
  ),
);
const PRELUDE = 12;
const CHECKSUM = 4;
const HEAD = PRELUDE + CHUNK_HEADERS.length;
/** Nothing but the length of a chunk decides what its payload stands behind, and most chunks are short. */
const HEADS: string[] = [];
const MOST_HEADS = 1_024;
/** Where the JSON of an event is put to be read as base64: a buffer for each costs more than the encoding. */
const SCRATCH = Buffer.alloc(4_096);
/** No UTF-16 unit takes more bytes of UTF-8. */
const MOST_PER_UNIT = 3;

/**
 * One event as a chunk of InvokeModelWithResponseStream, yet to be written: the chunks of a stream are written
 * at once, because one by one costs as much again. The same event always gives the same bytes.
 */
export class Chunk {
  /** In bytes. */
  readonly length: number;
  /** Its bytes as the characters of those codes, up to the checksum. */
  readonly text: string;

  constructor(event: JsonObject, padding = true) {
    const json = eventJson(event);
    const member = padding ? `","p":"${PADDINGS[paddingOf(json)]}"}` : '"}';
    const payload = `{"bytes":"${base64(json)}${member}`;
    this.length = HEAD + payload.length + CHECKSUM;
    this.text = headOf(this.length) + payload;
  }
}

/** Prelude and headers of a chunk of so many bytes. */
function headOf(length: number): string {
  const known = HEADS[length];
  if (known !== undefined) return known;
  const head = Buffer.alloc(HEAD);
  head.writeUInt32BE(length, 0);
  head.writeUInt32BE(CHUNK_HEADERS.length, 4);
  head.writeUInt32BE(crc32(head.subarray(0, 8)), 8);
  head.set(CHUNK_HEADERS, PRELUDE);
  const text = head.toString('latin1');
  if (length < MOST_HEADS) HEADS[length] = text;
  return text;
}

function base64(text: string): string {
  if (text.length * MOST_PER_UNIT > SCRATCH.length) return Buffer.from(text).toString('base64');
  return SCRATCH.toString('base64', 0, SCRATCH.write(text));
}

/** The bytes of one chunk. */
export function encodeChunk(event: JsonObject, { padding }: ChunkOptions = {}): Uint8Array {
  return written([new Chunk(event, padding)]);
}

/** Chunks, and frames that have their bytes, one behind the other. */
export function written(frames: readonly (Chunk | Uint8Array)[]): Buffer {
  let text = '';
  for (const frame of frames) text += frame instanceof Chunk ? frame.text + UNSEALED : latin1(frame);
  const buffer = Buffer.from(text, 'latin1');
  let end = 0;
  for (const frame of frames) {
    const start = end;
    end += frame.length;
    const checksum = end - CHECKSUM;
    if (frame instanceof Chunk) buffer.writeUInt32BE(crc32(buffer.subarray(start, checksum)), checksum);
  }
  return buffer;
}

/** Stands in the place of a checksum until the bytes before it are there. */
const UNSEALED = '\0'.repeat(CHECKSUM);

function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
}

/**
 * An exception that Bedrock declares, such as `throttlingException`; `more` are further members of its
 * payload, such as `originalStatusCode`. Nothing may follow it.
 */
export function encodeException(type: string, message: string, more: JsonObject = {}): Uint8Array {
  const headers = texts({
    ':exception-type': type,
    ':content-type': 'application/json',
    ':message-type': 'exception',
  });
  return codec.encode({ headers, body: Buffer.from(JSON.stringify({ message, ...more })) });
}

/**
 * An error that Bedrock does not declare: all of it is in the headers. Nothing may follow it.
 * @throws Error for a message above 32,767 bytes, the most that a header holds
 */
export function encodeErrorFrame(code: string, message: string): Uint8Array {
  const headers = texts({ ':error-code': code, ':error-message': message, ':message-type': 'error' });
  return codec.encode({ headers, body: new Uint8Array(0) });
}

function texts(headers: Readonly<Record<string, string>>): MessageHeaders {
  return Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, { type: 'string', value }]),
  );
}

const ALPHABET = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const SHORTEST = 2;
/**
 * Every padding of the real API that was recorded is a beginning of this alphabet, its length between 2
 * and 61, each about equally often, whatever the event and its length.
 */
const PADDINGS = Array.from({ length: 60 }, (_, more) => ALPHABET.slice(0, SHORTEST + more));

/** Out of the event alone: a cheap hash of length and two characters, spread over the paddings. */
function paddingOf(json: string): number {
  const { length } = json;
  const mix = length * 961 + json.charCodeAt(length >> 1) * 31 + json.charCodeAt(length - 4);
  return ((Math.imul(mix, 0x9e3779b1) >>> 16) * PADDINGS.length) >>> 16;
}
