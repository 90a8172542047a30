import { gunzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import type { RawHeaders } from '../wire/headers.ts';
import { header } from '../wire/headers.ts';
import { readStream } from '../wire/messages/stream.ts';
import { type PolicyOptions, policyOf } from './policy.ts';
import { respond } from './respond.ts';

const TEXT = 'Ein Wort für Übung: größer, höher, weiter. '.repeat(8);

async function streamed(headers: RawHeaders, options: PolicyOptions) {
  const messages = [{ role: 'user', content: TEXT }];
  const body = Buffer.from(
    JSON.stringify({ model: 'claude-sonnet-5', max_tokens: 999, stream: true, messages }),
  );
  const request = { method: 'POST', target: '/v1/messages', headers, body, complete: true };
  const reply = await respond({ request, exchange: 'u1' }, policyOf(options));
  const pieces = reply.parts.flatMap((part) => ('bytes' in part ? [Buffer.from(part.bytes)] : []));
  return { reply, pieces };
}

test('a lifelike stream comes over time and is cut within characters, and is the same stream', async () => {
  const { reply, pieces } = await streamed([], { lifelike: true });
  const whole = await streamed([], {});
  expect(Buffer.concat(pieces)).toEqual(Buffer.concat(whole.pieces));
  expect(reply.parts.filter((part) => 'delay' in part).length).toBeGreaterThan(10);
  expect(pieces.some((piece) => piece.toString('utf8').includes('\ufffd'))).toBe(true);
  expect(readStream(Buffer.concat(pieces)).defects).toEqual([]);
});

test('it is packed for who takes gzip, and for nobody else', async () => {
  const plain = await streamed([['accept-encoding', 'br, identity']], { lifelike: true });
  expect(header(plain.reply.headers, 'content-encoding')).toBeUndefined();
  const { reply, pieces } = await streamed([['Accept-Encoding', 'br, gzip']], { lifelike: true });
  expect(header(reply.headers, 'content-encoding')).toBe('gzip');
  expect(gunzipSync(Buffer.concat(pieces))).toEqual(Buffer.concat(plain.pieces));
  expect((await streamed([['accept-encoding', 'gzip']], {})).reply.headers).not.toContainEqual([
    'content-encoding',
    'gzip',
  ]);
});
