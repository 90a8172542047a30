import { expect, test } from 'vitest';
import type { RequestRecord } from '../net/exchange.ts';
import type { Script } from '../net/upstream.ts';
import type { RawHeaders } from '../wire/headers.ts';
import type { Answer, Scenario } from '../wire/scenario.ts';
import { type PolicyOptions, policyOf } from './policy.ts';
import type { Reply } from './reply.ts';
import { respond } from './respond.ts';

const VERSION: RawHeaders = [
  ['anthropic-version', '2023-06-01'],
  ['content-type', 'application/json'],
];
const KEY = ['x-api-key', 'good'] as const;
const say = (text: string): Answer => ({ message: { content: [{ type: 'text', text }] } });
const turn = { model: 'claude-opus-5', max_tokens: 9, messages: [{ role: 'user', content: 'hi' }] };

function request(overrides: Partial<RequestRecord> = {}, body: unknown = turn): RequestRecord {
  const bytes = Buffer.from(JSON.stringify(body));
  return {
    method: 'POST',
    target: '/v1/messages',
    headers: VERSION,
    body: bytes,
    complete: true,
    ...overrides,
  };
}
const get = (target: string, method = 'GET') => request({ target, method, body: Buffer.alloc(0) });
const answer = async (asked: RequestRecord, options: PolicyOptions = {}, script?: Script): Promise<Reply> =>
  respond({ request: asked, exchange: 'u1', script }, policyOf(options));
const body = ({ parts: [part] }: Reply) =>
  JSON.parse(part && 'bytes' in part ? Buffer.from(part.bytes).toString() : 'null');
const text = (reply: Reply) => body(reply).content[0].text;
const error = (reply: Reply) => [reply.status, body(reply).error.type, body(reply).error.message];

test.each([
  ['GET', '/', 404, 'not_found_error', 'Not Found'],
  ['POST', '/v1/complete', 404, 'not_found_error', 'Not Found'],
  ['GET', '/v1/messages', 405, 'invalid_request_error', 'Method Not Allowed'],
  ['DELETE', '/v1/models?x', 405, 'invalid_request_error', 'Method Not Allowed'],
])('%s %s is refused in the envelope', async (method, target, ...refusal) => {
  expect(error(await answer(get(target, method)))).toEqual(refusal);
});

test('a query, a base path and an encoded model id are no obstacles', async () => {
  expect((await answer(request({ target: '/base/v1/messages?beta=true' }))).status).toBe(200);
  expect((await answer(get('/api/hello?x=1', 'HEAD'))).status).toBe(200);
  expect(body(await answer(get('/v1/models?limit=2'))).data.length).toBe(2);
  expect(body(await answer(get('/v1/models/claude%2Dopus-5'))).id).toBe('claude-opus-5');
  expect(error(await answer(get('/v1/models/nobody')))).toEqual([404, 'not_found_error', 'model: nobody']);
});

test.each<[string, RawHeaders, number]>([
  ['the key in x-api-key', [KEY], 200],
  ['the key as a bearer token', [['Authorization', 'bearer good']], 200],
  ['another key', [['x-api-key', 'bad']], 401],
  ['none', [], 401],
  [
    'a bad x-api-key beside a good token',
    [
      ['x-api-key', 'bad'],
      ['authorization', 'Bearer good'],
    ],
    401,
  ],
])('a demanded key: %s', async (_name, headers, status) => {
  expect((await answer(request({ headers: [...VERSION, ...headers] }), { apiKey: 'good' })).status).toBe(
    status,
  );
});

test('a wrong key and a missing one are told apart', async () => {
  const bad = request({ headers: [...VERSION, ['x-api-key', 'bad']] });
  expect(error(await answer(bad, { apiKey: 'good' }))).toEqual([
    401,
    'authentication_error',
    'invalid x-api-key',
  ]);
  expect(error(await answer(request(), { apiKey: 'good' }))[2]).toBe('x-api-key header is required');
  expect((await answer(get('/api/hello', 'HEAD'), { apiKey: 'good' })).status).toBe(200);
});

test('only a strict mock demands any credential', async () => {
  expect((await answer(request(), { validation: 'strict' })).status).toBe(401);
  expect((await answer(request(), { validation: 'lenient' })).status).toBe(200);
  expect((await answer(request({ headers: [...VERSION, KEY] }), { validation: 'strict' })).status).toBe(200);
});

test('validation: strict refuses, lenient warns once, none takes anything', async () => {
  const odd = request({ headers: [...VERSION, KEY] }, { ...turn, newer_field: 1 });
  expect(error(await answer(odd, { validation: 'strict' }))[2]).toBe(
    'newer_field: Extra inputs are not permitted',
  );
  const warnings: string[] = [];
  const policy = policyOf({ validation: 'lenient', onWarning: (warning) => warnings.push(warning) });
  for (const exchange of ['u1', 'u2'])
    expect((await respond({ request: odd, exchange }, policy)).status).toBe(200);
  expect(warnings).toEqual(['newer_field: Extra inputs are not permitted']);
  expect((await answer(request({ headers: [] }, 'no object'))).status).toBe(200);
});

test('a script says for itself whether the rules count', async () => {
  const script = { mark: 'm', operation: 'messages', answer: say('scripted') } as const;
  const empty = request({ headers: [KEY] }, {});
  expect(text(await answer(empty, { validation: 'strict' }, script))).toBe('scripted');
  expect((await answer(empty, {}, { ...script, strict: true })).status).toBe(400);
});

test('a script goes before Scenarios, and Scenarios before the default', async () => {
  const scenarios: Scenario[] = [{ name: 'mine', answer: say('scenario') }];
  const script = { mark: 'm', operation: 'messages' } as const;
  expect(text(await answer(request(), { scenarios }))).toBe('scenario');
  expect((await answer(request(), { scenarios })).gates).toBe('mine');
  expect(text(await answer(request(), { scenarios }, { ...script, answer: say('script') }))).toBe('script');
  expect(text(await answer(request(), { scenarios }, script))).toBe('hi');
  expect(text(await answer(request()))).toBe('hi');
});

test('a retry of a script gets the same message under another request id', async () => {
  const script = { mark: 'm', operation: 'messages', answer: say('same') } as const;
  const [one, two] = await Promise.all(
    ['u1', 'u2'].map((exchange) => respond({ request: request(), exchange, script }, policyOf({}))),
  );
  expect(one && two && body(one)).toEqual(two && body(two));
  const id = (reply?: Reply) => reply?.headers.find(([name]) => name === 'request-id')?.[1];
  expect(id(one)).not.toBe(id(two));
});

test('headers of an answer replace those of the API and keep their own doubles', async () => {
  const headers = [
    ['Request-Id', 'mine'],
    ['x-double', '1'],
    ['x-double', '2'],
    ['content-length', '5'],
  ] as const;
  const script = { mark: 'm', operation: 'messages', answer: { ...say('x'), headers } } as const;
  const { headers: given } = await answer(request(), {}, script);
  const wanted = /^(request-id|x-double|content-length)$/i;
  expect(given.filter(([name]) => wanted.test(name))).toEqual(headers);
});
