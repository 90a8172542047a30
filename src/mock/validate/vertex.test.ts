import { expect, test } from 'vitest';
import type { RawHeaders } from '../../wire/headers.ts';
import { type Submission, type Verdict, validateMessages } from './validate.ts';

const ASK = {
  anthropic_version: 'vertex-2023-10-16',
  stream: true,
  max_tokens: 9,
  messages: [{ role: 'user', content: 'hi' }],
};
const { stream: _, max_tokens: __, ...PROMPT } = ASK;
const MODEL = 'claude-sonnet-4-5@20250929';
const PARENT = 'projects/p/locations/us-east5/publishers/anthropic/models';
const JSON_TYPE: RawHeaders = [['content-type', 'application/json']];
const extra = (path: string) => `${path}: Extra inputs are not permitted`;

function judge(body: unknown, more: Partial<Submission> = {}, strict = true): Verdict {
  const bytes = body instanceof Uint8Array ? body : Buffer.from(JSON.stringify(body));
  const target = `/v1/${PARENT}/${MODEL}:rawPredict?x=/`;
  return validateMessages(
    {
      format: 'vertex',
      headers: JSON_TYPE,
      body: bytes,
      operation: 'messages',
      model: MODEL,
      target,
      ...more,
    },
    { strict },
  );
}

/** The message with which a strict judge refuses, or `accepted`. */
function refusal(body: unknown, more?: Partial<Submission>): string {
  const verdict = judge(body, more);
  return verdict.ok ? 'accepted' : verdict.message;
}

test.each(['vertex-2023-10-16', '2023-06-01', '2026-10-21'])('version %s passes', (anthropic_version) => {
  expect(judge({ ...ASK, anthropic_version })).toEqual({ ok: true, warnings: [] });
});

test.each<[unknown, string]>([
  [undefined, 'anthropic_version: Field required'],
  [null, 'anthropic_version: Input should be a valid string'],
  ['bedrock-2023-05-31', 'Invalid API version: bedrock-2023-05-31'],
])('version %j is refused in the words of the model', (anthropic_version, message) => {
  const headers: RawHeaders = [...JSON_TYPE, ['anthropic-version', '2023-06-01']];
  const expected = { ok: false, status: 400, type: 'invalid_request_error', message };
  expect(judge({ ...ASK, anthropic_version }, { headers }, false)).toMatchObject(expected);
});

test('a count may leave the version out', () => {
  const { anthropic_version: _, ...prompt } = PROMPT;
  const count = { operation: 'count_tokens', model: undefined } as const;
  expect(refusal({ ...prompt, model: MODEL }, count)).toBe('accepted');
  expect(refusal({ ...prompt, model: MODEL, anthropic_version: 'bedrock-2023-05-31' }, count)).toBe(
    'Invalid API version: bedrock-2023-05-31',
  );
});

test('betas are a header', () => {
  const managed = { ...ASK, context_management: { edits: [] } };
  const beta = (value: string): RawHeaders => [...JSON_TYPE, ['anthropic-beta', value]];
  expect(refusal(managed, { headers: beta('context-management-2025-06-27') })).toBe('accepted');
  expect(refusal({ ...managed, anthropic_beta: ['context-management-2025-06-27'] })).toBe(
    extra('anthropic_beta'),
  );
  expect(refusal(ASK, { headers: beta('gwcheck-unknown') })).toContain('`gwcheck-unknown`');
});

test('the model is in the path, and in the body of a count alone', () => {
  expect(judge({ ...ASK, model: MODEL }, {}, false)).toMatchObject({ ok: false, message: extra('model') });
  const count = { operation: 'count_tokens', model: undefined } as const;
  expect(refusal({ ...PROMPT, model: MODEL }, count)).toBe('accepted');
  expect(refusal(PROMPT, count)).toBe('model: Field required');
});

test('the rules of Messages hold, for the model by the name Anthropic gives it', () => {
  expect(refusal({ ...ASK, invented: 1 })).toBe(extra('invented'));
  expect(refusal({ ...ASK, max_tokens: 99_999 })).toBe(
    'max_tokens: 99999 > 64000, which is the maximum allowed number of output tokens for claude-sonnet-4-5-20250929',
  );
  const search = { ...ASK, tools: [{ type: 'web_search_20250305', name: 'web_search' }] };
  expect(refusal(search)).toBe('accepted');
});

test('a model that is not there is refused by Google', () => {
  const missing = (resource: string) => ({
    ok: false,
    status: 404,
    type: 'NOT_FOUND',
    message: expect.stringMatching(`^Publisher Model \`${resource}\` was not found or your project does not`),
  });
  expect(judge(ASK, { model: 'gemini-1' })).toMatchObject(missing(`${PARENT}/gemini-1`));
  const count = { operation: 'count_tokens', model: undefined } as const;
  expect(judge({ ...PROMPT, model: 'none' }, count)).toMatchObject(missing(`${PARENT}/none`));
  expect(judge(ASK, { model: 'gemini-1' }, false)).toEqual({ ok: true, warnings: ['model: gemini-1'] });
});

test('bytes: JSON of a type that fits, up to 30 MB', () => {
  expect(refusal(Buffer.from('{"a":'))).toMatch(
    /^The request body is not valid JSON: unexpected end of data/,
  );
  expect(refusal(ASK, { headers: [] })).toBe('content-type: header is required');
  expect(refusal([])).toBe('anthropic_version: Field required');
  expect(judge(Buffer.alloc(30 * 1024 * 1024, ' '))).toMatchObject({ type: 'invalid_request_error' });
  expect(judge(Buffer.alloc(30 * 1024 * 1024 + 1, ' '))).toMatchObject({
    status: 400,
    type: 'INVALID_ARGUMENT',
    message: 'Request payload size exceeds the limit: 31457280 bytes.',
  });
});
