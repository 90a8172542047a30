import zlib from 'node:zlib';
import { expect, test } from 'vitest';
import { gzipEach } from './gzip.ts';

const PIECES = ['event: ping\n\n', '', 'data: "Grüße, 漢字"\n\n', 'event: ping\n\n'].map((text) =>
  Buffer.from(text),
);

test('all pieces together are one gzip stream of all the bytes', () => {
  const packed = Buffer.concat(gzipEach(PIECES));

  expect(zlib.gunzipSync(packed)).toEqual(Buffer.concat(PIECES));
});

test('what has been sent so far can be decoded behind each piece', () => {
  const packed = gzipEach(PIECES);

  for (const at of PIECES.keys()) {
    const sofar = zlib.gunzipSync(Buffer.concat(packed.slice(0, at + 1)), {
      finishFlush: zlib.constants.Z_SYNC_FLUSH,
    });
    expect(sofar).toEqual(Buffer.concat(PIECES.slice(0, at + 1)));
  }
});

test('a single piece is a whole stream', () => {
  const [packed = Buffer.alloc(0)] = gzipEach([Buffer.from('{}')]);

  expect(zlib.gunzipSync(packed).toString()).toBe('{}');
});
