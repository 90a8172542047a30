import { expect, test } from 'vitest';
import type { Exchange } from '../net/exchange.ts';
import type { RawHeaders } from '../wire/headers.ts';
import { errorMisfit, errorOf, errorWhere, holdsWords } from './refused.ts';

/** An exchange that ended with this refusal. */
function refused(target: string, body: unknown, headers: RawHeaders = []): Exchange {
  return {
    id: 'c1',
    vantage: 'client',
    transport: 'http/1.1',
    startedAt: 0,
    request: { method: 'POST', target, headers: [], body: new Uint8Array(), complete: true },
    response: { status: 400, headers, chunks: [{ ms: 1, bytes: Buffer.from(JSON.stringify(body)) }] },
    operation: 'messages',
    ended: 'complete',
    endedMs: 1,
  };
}

const MESSAGES = '/v1/messages?beta=true';
const BEDROCK = '/model/us.anthropic.claude-sonnet-4-6/invoke';
const VERTEX = '/projects/p/locations/global/publishers/anthropic/models/claude-sonnet-4-6:rawPredict';

const ENVELOPE = { type: 'error', error: { type: 'not_found_error', message: 'No.' } };
const GOOGLES = { error: { code: 403, message: 'No.', status: 'PERMISSION_DENIED' } };
const NAMED: RawHeaders = [['x-amzn-errortype', 'ThrottlingException:http://internal.amazon.com/coral/']];

test.each([
  ['the Messages API', refused(MESSAGES, ENVELOPE), 'not_found_error'],
  ['a model on Vertex', refused(VERTEX, ENVELOPE), 'not_found_error'],
  ['Google Cloud', refused(VERTEX, GOOGLES), 'PERMISSION_DENIED'],
  ['a streaming method of Google', refused(VERTEX, [GOOGLES]), 'PERMISSION_DENIED'],
  ['Bedrock', refused(BEDROCK, { message: 'No.' }, NAMED), 'ThrottlingException'],
  ['Bedrock without the header', refused(BEDROCK, { message: 'No.' }), undefined],
  ['AWS in the older way', refused(BEDROCK, { Message: 'No.' }, NAMED), 'ThrottlingException'],
])('a refusal of %s is read and fits its format', (_api, exchange, type) => {
  expect(errorOf(exchange)).toEqual({ type, message: 'No.' });
  expect(errorMisfit(exchange)).toBeUndefined();
});

test.each([
  ['a text', refused(MESSAGES, 'No.')],
  ['an error that is a text', refused(MESSAGES, { error: 'No.' })],
  ['an error without words', refused(BEDROCK, { error: { type: 'api_error' } })],
  ['a list of two', refused(VERTEX, [GOOGLES, GOOGLES])],
])('%s is no refusal', (_what, exchange) => {
  expect(errorOf(exchange)).toBeUndefined();
  expect(errorMisfit(exchange)).toEqual(expect.any(String));
});

test('a refusal in the form of another API is read, and does not fit', () => {
  const exchange = refused(BEDROCK, ENVELOPE);
  expect(errorOf(exchange)?.message).toBe('No.');
  expect(errorMisfit(exchange)).toBe('message: expected a string, found nothing');
  expect(errorMisfit(refused(MESSAGES, { message: 'No.' }))).toEqual(expect.any(String));
  expect(errorMisfit(refused(MESSAGES, GOOGLES))).toEqual(expect.any(String));
});

test('the wording is told to stand where the format has it', () => {
  expect(errorWhere(refused(BEDROCK, {})).path).toBe('message');
  expect(errorWhere(refused(VERTEX, {})).path).toBe('error.message');
});

const WORDS = 'input length and `max_tokens` exceed context limit: 9 + 32000 > 200000';
test.each([
  ['as it was', { error: { message: WORDS } }, true],
  ['behind the name of a provider', { error: { message: `anthropic error: ${WORDS}` } }, true],
  ['printed into a text', { detail: `400 ${JSON.stringify({ error: { message: WORDS } })}` }, true],
  ['in other words', { error: { message: 'All providers failed' } }, false],
])('the words of a refusal are looked for in the whole body: %s', (_how, body, isThere) => {
  expect(holdsWords(refused(MESSAGES, body), WORDS)).toBe(isThere);
});

test('escapes that JSON undoes hide no words, and a body that is no JSON is read as it is', () => {
  const escaped = JSON.stringify({ message: WORDS }).replaceAll('`', '\\u0060');
  for (const text of [escaped, `Bad Gateway: ${WORDS}`]) {
    const exchange = refused(MESSAGES, {});
    const chunks = [{ ms: 1, bytes: Buffer.from(text) }];
    const response = { ...exchange.response, chunks };
    expect(holdsWords({ ...exchange, response }, WORDS)).toBe(true);
  }
});
