import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RawHeaders } from '../wire/headers.ts';
import { policyOf } from './policy.ts';
import { respond } from './respond.ts';

/** The same inputs in every run. */
const SEED = 20261124;
const HEADERS: RawHeaders = [
  ['content-type', 'application/json'],
  ['authorization', 'Bearer any'],
];
const ODD = [
  '',
  '%',
  '%zz',
  '%ff',
  '%2F',
  '%00',
  '..',
  ':',
  '%3A',
  '@',
  'a b',
  'é',
  '%C3%A9',
  'arn:aws:bedrock',
];
const TURN = { max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] };

/** The answer of a strict mock to any request. */
async function answer(method: string, target: string, body: Uint8Array) {
  const request = { method, target, headers: HEADERS, body, complete: true };
  return respond({ request, exchange: 'u1' }, policyOf({ validation: 'strict' }));
}

const known = fc.constantFrom(
  ...'model invoke count-tokens inference-profiles invoke-with-response-stream'.split(' '),
  ...'v1 projects locations publishers anthropic google models p global'.split(' '),
  ...['claude-opus-5:rawPredict', ':streamRawPredict', 'count-tokens:rawPredict', 'messages'],
);
const segment = fc.oneof(known, known, fc.constantFrom(...ODD), fc.string({ maxLength: 6 }));
const target = fc.array(segment, { maxLength: 10 }).map((segments) => `/${segments.join('/')}`);

test('whatever a path says, it is answered or refused', async () => {
  const seen = new Set<number>();
  await fc.assert(
    fc.asyncProperty(fc.constantFrom('GET', 'POST', 'DELETE'), target, async (method, path) => {
      const { status } = await answer(method, path, new Uint8Array());
      seen.add(status);
      expect([200, 400, 401, 404, 405]).toContain(status);
    }),
    { numRuns: 3_000, seed: SEED },
  );
  expect(seen).toContain(400);
  expect(seen).toContain(404);
});

const INVOKE = '/model/us.anthropic.claude-opus-5-5/invoke';
const COUNT = '/model/us.anthropic.claude-opus-5-5/count-tokens';
const PREDICT = '/projects/p/locations/global/publishers/anthropic/models/claude-opus-5-5:rawPredict';
const wrapped = (body: unknown) => ({
  input: { invokeModel: { body: Buffer.from(JSON.stringify(body) ?? '').toString('base64') } },
});
/** Whole requests, and how an odd member gets into them. */
const WAYS: readonly [string, string, (odd: object) => unknown][] = [
  ['Bedrock', INVOKE, (odd) => ({ anthropic_version: 'bedrock-2023-05-31', ...TURN, ...odd })],
  [
    'a count of Bedrock',
    COUNT,
    (odd) => wrapped({ anthropic_version: 'bedrock-2023-05-31', ...TURN, ...odd }),
  ],
  ['the envelope of a count', COUNT, (odd) => ({ input: { ...wrapped(TURN).input, ...odd } })],
  ['Vertex', PREDICT, (odd) => ({ anthropic_version: 'vertex-2023-10-16', ...TURN, ...odd })],
];
const keys = fc.constantFrom(
  ...['anthropic_version', 'anthropic_beta', 'messages', 'model', 'stream', 'system', 'tools', '__proto__'],
  ...['invokeModel', 'converse', 'max_tokens', 'user_profile_id'],
);

test.each(WAYS)('whatever stands in a body of %s, it is answered or refused', async (_name, path, odd) => {
  await fc.assert(
    fc.asyncProperty(keys, fc.jsonValue({ maxDepth: 3 }), async (key, value) => {
      const body = Buffer.from(JSON.stringify(odd({ [key]: value })));
      expect([200, 400]).toContain((await answer('POST', path, body)).status);
    }),
    { numRuns: 500, seed: SEED },
  );
});

test.each([INVOKE, COUNT, PREDICT])('bytes that are anything are refused at %s', async (path) => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      expect((await answer('POST', path, bytes)).status).toBe(400);
    }),
    { seed: SEED },
  );
});
