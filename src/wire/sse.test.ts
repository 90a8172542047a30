import { Buffer } from 'node:buffer';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeSse, SseDecoder, type SseFrame } from './sse.ts';

const bytesOf = (text: string) => new Uint8Array(Buffer.from(text));
const decode = (text: string) => decodeSse(bytesOf(text));
const rules = (text: string) => decode(text).defects.map((defect) => defect.rule);

function decodeInPieces(bytes: Uint8Array, cuts: readonly number[]) {
  const decoder = new SseDecoder();
  const frames: SseFrame[] = [];
  let from = 0;
  for (const cut of [...cuts].sort((a, b) => a - b)) {
    frames.push(...decoder.push(bytes.subarray(from, cut)));
    from = Math.max(from, cut);
  }
  frames.push(...decoder.push(bytes.subarray(from)), ...decoder.end());
  return { frames: frames.map(plain), defects: decoder.defects };
}

/** Frames hold views of different buffers; hex makes them comparable by value. */
const plain = (frame: SseFrame) => ({ ...frame, bytes: Buffer.from(frame.bytes).toString('hex') });

test('reads event, data, comments and byte offsets', () => {
  const { frames, defects } = decode(': hi\nevent: ping\ndata: {"é": 1}\n\ndata: b\n\n');
  expect(defects).toEqual([]);
  expect(frames).toMatchObject([
    { kind: 'event', event: 'ping', data: '{"é": 1}', comments: ['hi'], offset: 0, end: 34, complete: true },
    { kind: 'event', event: undefined, data: 'b', comments: [], offset: 34, end: 43 },
  ]);
});

test('LF, CRLF and CR end lines alike', () => {
  const lines = ['event: a', 'data: 1', 'data: 2', '', ': c', '', 'data:3', ''];
  const read = (end: string) =>
    decode(lines.map((line) => line + end).join('')).frames.map((f) => [f.event, f.data, f.comments]);
  expect(read('\n')).toEqual([
    ['a', '1\n2', []],
    [undefined, '', ['c']],
    [undefined, '3', []],
  ]);
  expect(read('\r\n')).toEqual(read('\n'));
  expect(read('\r')).toEqual(read('\n'));
});

test('a frame is returned by the push that brings its blank line', () => {
  for (const end of ['\n', '\r\n', '\r']) {
    const decoder = new SseDecoder();
    expect(decoder.push(bytesOf(`data: 1${end}`))).toEqual([]);
    expect(decoder.push(bytesOf(end))).toHaveLength(1);
    expect(decoder.push(bytesOf(`: still here${end}${end}`))).toMatchObject([{ kind: 'keep-alive' }]);
  }
});

test('comments, ignored fields and bare blank lines are keep-alive frames', () => {
  const { frames, defects } = decode(': ping\n\nretry: 5\nid: \0\nx-other: 1\n\n\n');
  expect(frames.map((frame) => frame.kind)).toEqual(['keep-alive', 'keep-alive', 'keep-alive']);
  expect(frames[0]?.comments).toEqual(['ping']);
  expect(defects).toEqual([]);
});

test('a frame without its blank line is dispatched at the end, with a defect', () => {
  for (const text of ['data: 1', 'data: 1\n', 'data: 1\r', 'data: 1\r\n']) {
    expect(decode(text).frames).toMatchObject([{ data: '1', complete: false }]);
    expect(rules(text)).toEqual(['sse/unfinished']);
  }
  expect(rules('data: 1\n\ndat')).toEqual(['sse/unfinished']);
});

test('nothing is lost behind the last blank line: no defect', () => {
  for (const text of [
    '',
    'data: 1\n\n',
    'data: 1\r\n\r\n',
    'data: 1\r\r',
    'data: 1\n\n: by',
    'data: 1\n\n\n',
  ]) {
    expect(rules(text)).toEqual([]);
  }
});

test('a leading byte order mark is not part of the first line', () => {
  expect(decode('\uFEFFevent: a\ndata: 1\n\n\uFEFFdata: 2\n\n').frames).toMatchObject([
    { event: 'a' },
    { data: '' },
  ]);
  expect(rules('\uFEFFdata: 1\n\n')).toEqual([]);
});

test('bytes that are not UTF-8 are a defect at their place, and the rest is read', () => {
  const bytes = Buffer.concat([
    Buffer.from('data: \uFFFD'),
    Buffer.from([0xff]),
    Buffer.from('b\n\ndata: c\n\n'),
  ]);
  const { frames, defects } = decodeSse(bytes);
  expect(defects).toMatchObject([{ rule: 'sse/utf8', offset: 9 }]);
  expect(frames.map((frame) => frame.data)).toEqual(['\uFFFD\uFFFDb', 'c']);
});

test('a line that is neither field nor comment is a defect', () => {
  expect(rules('{"type":"ping"}\n\n')).toEqual(['sse/line']);
  expect(rules('<html>\n\n')).toEqual(['sse/line']);
});

const line = fc.oneof(
  fc.constantFrom('event: a', 'data: é€😀', 'data:', ':', ': c', '', '', 'id: 1', '{"a":1}', '\uFEFF', '\0'),
  fc.string(),
);
const stream = fc
  .array(fc.tuple(line, fc.constantFrom('\n', '\n', '\r\n', '\r')))
  .map((lines) => bytesOf(lines.flat().join('')));

test('the same bytes split at every offset decode alike', () => {
  fc.assert(
    fc.property(stream, (bytes) => {
      const whole = decodeInPieces(bytes, []);
      for (let cut = 0; cut <= bytes.length; cut++) expect(decodeInPieces(bytes, [cut])).toEqual(whole);
    }),
    { numRuns: 60 },
  );
});

test('any bytes in any chunks: never throws, frames join to the stream, chunking does not show', () => {
  const anyBytes = fc.oneof(fc.uint8Array({ maxLength: 200 }), stream);
  fc.assert(
    fc.property(anyBytes, fc.array(fc.nat(200)), (bytes, cuts) => {
      const whole = decodeInPieces(bytes, []);
      expect(decodeInPieces(bytes, cuts)).toEqual(whole);
      expect(decodeInPieces(bytes, [...bytes.keys()])).toEqual(whole);
      expect(whole.frames.map((frame) => frame.bytes).join('')).toBe(Buffer.from(bytes).toString('hex'));
    }),
    { numRuns: 300 },
  );
});
