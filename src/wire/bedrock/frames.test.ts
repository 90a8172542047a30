import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { EventStreamCodec, Int64, type MessageHeaders } from '@smithy/eventstream-codec';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type Frame, FrameDecoder } from './frames.ts';

const codec = new EventStreamCodec(
  (bytes) => Buffer.from(bytes).toString('utf8'),
  (text) => Buffer.from(text),
);
const encode = (headers: MessageHeaders, body: string | Uint8Array = '') =>
  Buffer.from(codec.encode({ headers, body: Buffer.from(body) }));
const NAMED: MessageHeaders = { ':message-type': { type: 'string', value: 'event' } };

/** A frame as it says of itself: lengths and checksums as given, right ones by default. */
function forge(
  headers: Uint8Array,
  payload: Uint8Array | string,
  claim: { total?: number; headers?: number } = {},
) {
  const body = Buffer.concat([headers, Buffer.from(payload)]);
  const prelude = Buffer.alloc(12);
  prelude.writeUInt32BE(claim.total ?? body.length + 16, 0);
  prelude.writeUInt32BE(claim.headers ?? headers.length, 4);
  prelude.writeUInt32BE(crc32(prelude.subarray(0, 8)), 8);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(Buffer.concat([prelude, body])));
  return Buffer.concat([prelude, body, checksum]);
}

function decodeInPieces(bytes: Uint8Array, cuts: readonly number[] = []) {
  const decoder = new FrameDecoder();
  const frames: Frame[] = [];
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    frames.push(...decoder.push(bytes.subarray(from, cut)));
    from = Math.max(from, cut);
  }
  frames.push(...decoder.push(bytes.subarray(from)), ...decoder.end());
  return { frames: frames.map(plain), defects: decoder.defects };
}

/** Frames hold views of different buffers; hex makes them comparable by value. */
const hex = (value: unknown) => (value instanceof Uint8Array ? Buffer.from(value).toString('hex') : value);
function plain({ bytes, payload, headers, ...rest }: Frame) {
  return {
    ...rest,
    bytes: hex(bytes),
    payload: hex(payload),
    headers: headers.map(({ name, type, value }) => [name, type, hex(value)]),
  };
}

/** Each defect as `rule @ offset`. */
const rules = (...parts: Uint8Array[]) =>
  decodeInPieces(Buffer.concat(parts)).defects.map(({ rule, offset }) => `${rule} @${offset}`);
const only = (bytes: Uint8Array) => {
  const { defects } = decodeInPieces(bytes);
  expect(defects).toHaveLength(1);
  return defects[0]?.text;
};

test('headers of every type, as the official codec writes them', () => {
  const bytes = encode(
    {
      yes: { type: 'boolean', value: true },
      no: { type: 'boolean', value: false },
      byte: { type: 'byte', value: -2 },
      short: { type: 'short', value: -300 },
      integer: { type: 'integer', value: -70_000 },
      long: { type: 'long', value: Int64.fromNumber(-(2 ** 40)) },
      binary: { type: 'binary', value: Uint8Array.of(0, 255) },
      'Größe 🦀': { type: 'string', value: '漢字' },
      timestamp: { type: 'timestamp', value: new Date(1_700_000_000_123) },
      uuid: { type: 'uuid', value: '01234567-89ab-cdef-0123-456789abcdef' },
    },
    'payload',
  );
  expect(decodeInPieces(bytes)).toEqual({
    defects: [],
    frames: [
      {
        offset: 0,
        end: bytes.length,
        bytes: bytes.toString('hex'),
        complete: true,
        intact: true,
        payload: Buffer.from('payload').toString('hex'),
        headers: [
          ['yes', 'boolean', true],
          ['no', 'boolean', false],
          ['byte', 'byte', -2],
          ['short', 'short', -300],
          ['integer', 'integer', -70_000],
          ['long', 'long', -(2n ** 40n)],
          ['binary', 'binary', '00ff'],
          ['Größe 🦀', 'string', '漢字'],
          ['timestamp', 'timestamp', 1_700_000_000_123n],
          ['uuid', 'uuid', '01234567-89ab-cdef-0123-456789abcdef'],
        ],
      },
    ],
  });
});

test('a frame is returned by the push that brings its last byte', () => {
  const frame = encode(NAMED, 'x');
  const decoder = new FrameDecoder();
  expect(decoder.push(Buffer.alloc(0))).toEqual([]);
  expect(decoder.push(frame.subarray(0, -1))).toEqual([]);
  expect(decoder.push(Buffer.concat([frame.subarray(-1), frame, frame.subarray(0, 3)]))).toHaveLength(2);
  expect(decoder.push(frame.subarray(3))).toMatchObject([{ offset: 2 * frame.length, complete: true }]);
  expect([decoder.end(), decoder.defects]).toEqual([[], []]);
});

test('an empty stream, and frames without headers or payload, are legal', () => {
  expect(rules()).toEqual([]);
  expect(rules(encode({}), encode(NAMED), encode({}, 'x'))).toEqual([]);
});

const GOOD = encode(NAMED, 'hello');
const flipped = (at: number) => {
  const bytes = Buffer.from(GOOD);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 1, at);
  return bytes;
};

test('a flipped byte behind the prelude is one defect of that frame, and the next frame is read', () => {
  for (let at = 12; at < GOOD.length; at += 1) {
    expect(rules(GOOD, flipped(at), GOOD)).toEqual([`frame/crc @${GOOD.length}`]);
  }
  expect(decodeInPieces(Buffer.concat([flipped(20), GOOD])).frames).toMatchObject([
    { intact: false, complete: true },
    { intact: true, complete: true },
  ]);
});

test('a flipped byte in a prelude is one defect, and the rest is unread', () => {
  for (let at = 0; at < 12; at += 1) {
    const stream = Buffer.concat([GOOD, flipped(at), GOOD]);
    expect(rules(stream)).toEqual([`frame/prelude-crc @${GOOD.length}`]);
    expect(decodeInPieces(stream).frames).toMatchObject([
      { complete: true },
      { offset: GOOD.length, end: stream.length, complete: false, intact: false, headers: [], payload: '' },
    ]);
  }
});

test('text in the midst of frames is named', () => {
  expect(only(Buffer.concat([GOOD, Buffer.from('event: error\ndata: {}\n\n')]))).toBe(
    'no frame begins with "event: error": the CRC32 of its lengths is wrong; nothing from here on can be read',
  );
  expect(only(Buffer.alloc(16))).toMatch(/^no frame begins with "\.{12}"/);
});

test('lengths that cannot be, though their checksum is right', () => {
  expect(only(forge(Buffer.alloc(0), '', { total: 0 }))).toBe(
    'a frame of 0 bytes, where an empty one has 16; nothing from here on can be read',
  );
  expect(rules(GOOD, forge(Buffer.alloc(0), '', { total: 15 }), GOOD)).toEqual([
    `frame/length @${GOOD.length}`,
  ]);
  expect(only(forge(Buffer.alloc(0), '', { total: 0xffffffff }))).toBe(
    'a frame of 4294967295 bytes, where 25165824 is the most that readers take; nothing from here on can be read',
  );
  expect(rules(forge(Buffer.alloc(0), '', { total: 24 * 1024 * 1024 }))).toEqual(['frame/truncated @0']);
});

test('headers longer than the frame or than any reader takes: the next frame is read', () => {
  const wide = forge(Buffer.alloc(0), 'abc', { headers: 4 });
  expect(rules(wide, GOOD)).toEqual(['frame/length @0']);
  expect(only(wide)).toBe('headers of 4 bytes, where the frame has room for 3');
  const huge = forge(Buffer.alloc(128 * 1024 + 1), '');
  expect(rules(huge, GOOD)).toEqual(['frame/length @0']);
  expect(only(huge)).toBe('headers of 131073 bytes, where 131072 is the most that readers take');
});

test('a stream that ends within a frame says where', () => {
  for (let length = 1; length < GOOD.length; length += 1) {
    expect(rules(GOOD, GOOD.subarray(0, length))).toEqual([`frame/truncated @${GOOD.length}`]);
  }
  expect(only(GOOD.subarray(0, 11))).toBe('the stream ends after 11 of the 12 bytes of a prelude');
  expect(only(GOOD.subarray(0, 20))).toBe(`the stream ends after 20 of a frame of ${GOOD.length} bytes`);
});

test.each([
  ['a header without a name', [0, 7, 0, 0]],
  ['a header name runs beyond the headers', [4, 0x61, 0x62]],
  ['a header name runs beyond the headers', [1, 0x61]],
  ['header a has a value of type 10; there are 0 to 9', [1, 0x61, 10]],
  ['header a ends within its length', [1, 0x61, 7, 0]],
  ['the value of header a runs beyond the headers', [1, 0x61, 7, 0, 2, 0x62]],
  ['the value of header a runs beyond the headers', [1, 0x61, 4, 0, 0, 0]],
])('%s: %j', (text, block) => {
  const bytes = forge(Buffer.concat([codec.formatHeaders(NAMED), Uint8Array.from(block)]), 'x');
  expect(only(bytes)).toBe(text);
  expect(rules(bytes, GOOD)).toEqual([`frame/header @${12 + codec.formatHeaders(NAMED).length}`]);
  expect(decodeInPieces(bytes).frames).toMatchObject([
    { intact: false, headers: [[':message-type', 'string', 'event']] },
  ]);
});

test('a header that comes twice', () => {
  const block = codec.formatHeaders(NAMED);
  expect(only(forge(Buffer.concat([block, block]), ''))).toBe('a second header :message-type');
});

const value: fc.Arbitrary<MessageHeaders[string]> = fc.oneof(
  fc.record({ type: fc.constant('boolean' as const), value: fc.boolean() }),
  fc.record({ type: fc.constant('short' as const), value: fc.integer({ min: -32_768, max: 32_767 }) }),
  fc.record({ type: fc.constant('binary' as const), value: fc.uint8Array() }),
  fc.record({ type: fc.constant('string' as const), value: fc.string({ unit: 'grapheme' }) }),
);
const name = fc.string({ minLength: 1, maxLength: 20 }).filter((text) => text !== '__proto__');
const message = fc.record({ headers: fc.dictionary(name, value), body: fc.uint8Array() });

test('whatever the official codec encodes we decode alike, and it decodes our bytes', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 5 }), (messages) => {
      const decoder = new FrameDecoder();
      const frames = decoder.push(Buffer.concat(messages.map((each) => codec.encode(each))));
      expect(decoder.defects).toEqual([]);
      expect(frames).toHaveLength(messages.length);
      for (const frame of frames) {
        const theirs = codec.decode(frame.bytes);
        expect(Buffer.from(frame.payload).equals(theirs.body)).toBe(true);
        expect(frame.headers.map((header) => [header.name, header.type])).toEqual(
          Object.entries(theirs.headers).map(([key, { type }]) => [key, type]),
        );
        for (const ours of frame.headers) {
          expect(hex(ours.value)).toBe(hex(theirs.headers[ours.name]?.value));
        }
      }
    }),
    { numRuns: 300 },
  );
});

const damaged = fc
  .tuple(fc.array(message, { maxLength: 3 }), fc.array(fc.tuple(fc.nat(400), fc.nat(255)), { maxLength: 2 }))
  .map(([messages, flips]) => {
    const bytes = Buffer.concat(messages.map((each) => codec.encode(each)));
    for (const [at, by] of flips) if (at < bytes.length) bytes.writeUInt8(bytes.readUInt8(at) ^ by, at);
    return bytes;
  });

test('any bytes in any chunks: never throws, frames join to the stream, chunking does not show', () => {
  fc.assert(
    fc.property(fc.oneof(fc.uint8Array(), damaged), fc.array(fc.nat(400)), (bytes, cuts) => {
      const whole = decodeInPieces(bytes);
      expect(decodeInPieces(bytes, cuts)).toEqual(whole);
      expect(decodeInPieces(bytes, [...bytes.keys()])).toEqual(whole);
      expect(whole.frames.map((frame) => frame.bytes).join('')).toBe(Buffer.from(bytes).toString('hex'));
    }),
    { numRuns: 300 },
  );
});

test('the same bytes split at every offset decode alike', () => {
  const bytes = Buffer.concat([GOOD, encode({}, 'x'), flipped(20), GOOD, GOOD.subarray(0, 9)]);
  const whole = decodeInPieces(bytes);
  for (let cut = 0; cut <= bytes.length; cut += 1) expect(decodeInPieces(bytes, [cut])).toEqual(whole);
});

test('a length that is claimed takes no memory', () => {
  const most = 24 * 1024 * 1024;
  const before = process.memoryUsage().arrayBuffers;
  const decoders = Array.from({ length: 20 }, () => new FrameDecoder());
  for (const decoder of decoders)
    expect(decoder.push(forge(Buffer.alloc(0), '', { total: most }))).toEqual([]);
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(most);
});
