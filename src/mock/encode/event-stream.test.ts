import { Buffer } from 'node:buffer';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { EventStreamCodec } from '@smithy/eventstream-codec';
import { expect, test } from 'vitest';
import { readBedrockStream } from '../../wire/bedrock/stream.ts';
import { encodeChunk, encodeErrorFrame, encodeException } from './event-stream.ts';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text),
);
/** What the official codec makes of a frame: header values by name, and the payload as text. */
function decoded(frame: Uint8Array) {
  const { headers, body } = codec.decode(frame);
  const values = Object.entries(headers).map(([name, { value }]) => [name, value]);
  return { headers: Object.fromEntries(values), body: Buffer.from(body).toString() };
}
const delta = (text: string) => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text },
});

test('a chunk is what the official codec encodes', () => {
  const event = delta('漢字 🦀 "quoted"');
  const frame = encodeChunk(event);
  const { headers, body } = decoded(frame);
  expect(headers).toEqual({
    ':event-type': 'chunk',
    ':content-type': 'application/json',
    ':message-type': 'event',
  });
  const { bytes, p } = JSON.parse(body);
  expect(JSON.parse(Buffer.from(bytes, 'base64').toString())).toEqual(event);
  expect('abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789'.startsWith(p)).toBe(true);
  const message = { headers: codec.decode(frame).headers, body: Buffer.from(body) };
  expect(Buffer.from(frame).equals(codec.encode(message))).toBe(true);
});

test('padding differs from event to event, has 2 to 61 characters, and repeats for the same event', () => {
  const padding = (text: string) => JSON.parse(decoded(encodeChunk(delta(text))).body).p.length;
  const lengths = Array.from({ length: 3_000 }, (_, i) => padding('word '.repeat(i % 13) + String(i)));
  expect([Math.min(...lengths), Math.max(...lengths), new Set(lengths).size]).toEqual([2, 61, 60]);
  expect(encodeChunk(delta('same'))).toEqual(encodeChunk(delta('same')));
  expect(JSON.parse(decoded(encodeChunk(delta('x'), { padding: false })).body)).toEqual({
    bytes: expect.any(String),
  });
});

test('exception and error frames', () => {
  const more = { originalStatusCode: 500, originalMessage: 'why' };
  expect(decoded(encodeException('modelStreamErrorException', 'Ünlucky', more))).toEqual({
    headers: {
      ':exception-type': 'modelStreamErrorException',
      ':content-type': 'application/json',
      ':message-type': 'exception',
    },
    body: '{"message":"Ünlucky","originalStatusCode":500,"originalMessage":"why"}',
  });
  expect(decoded(encodeErrorFrame('InternalFailure', 'Ünlucky'))).toEqual({
    headers: { ':error-code': 'InternalFailure', ':error-message': 'Ünlucky', ':message-type': 'error' },
    body: '',
  });
});

const FOLDER = new URL('../../../../shared/recordings/bedrock/', import.meta.url);
const present = existsSync(FOLDER);
const where = present ? 'recorded streams' : 'PASSES WITHOUT LOOKING: no recordings beside the project';
const recorded: Buffer[] = present
  ? readdirSync(FOLDER).flatMap((name) => {
      const { bodyBase64 } = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')).response;
      return typeof bodyBase64 === 'string' ? [Buffer.from(bodyBase64, 'base64')] : [];
    })
  : [];

test(`the events of the real API become its own bytes again, all but the padding (${where})`, () => {
  let unpadded = 0;
  for (const { frame, event } of recorded.flatMap((bytes) => readBedrockStream(bytes).events)) {
    const [theirs, ours] = [frame.bytes, encodeChunk(event, { padding: false })];
    const { p, ...rest } = JSON.parse(decoded(theirs).body);
    if (p === undefined) {
      unpadded += 1;
      expect(Buffer.from(ours).equals(theirs)).toBe(true);
    } else expect(decoded(ours)).toEqual({ ...decoded(theirs), body: JSON.stringify(rest) });
  }
  if (present) expect(unpadded).toBeGreaterThan(50);
});
