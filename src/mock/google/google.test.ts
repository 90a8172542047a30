import { describe, expect, test } from 'vitest';
import { header, type RawHeaders } from '../../wire/headers.ts';
import type { Json, JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import type { Reply } from '../reply.ts';
import { google } from './google.ts';
import { accessToken } from './token.ts';

const NOW = Date.UTC(2026, 10, 23, 12);
const SECOND = NOW / 1_000;
const GRANT = 'urn:ietf:params:oauth:grant-type:jwt-bearer';
const SCOPE = 'https://www.googleapis.com/auth/cloud-platform';
const FORM: RawHeaders = [['Content-Type', 'application/x-www-form-urlencoded']];
const JSON_BODY: RawHeaders = [['content-type', 'application/json']];
const BEARER: RawHeaders = [['Authorization', 'Bearer ya29.any']];
const FLAVOR: RawHeaders = [['Metadata-Flavor', 'Google']];

function ask(method: string, target: string, headers: RawHeaders, body: string | JsonObject = '') {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const request = { method, target, headers, body: Buffer.from(text), complete: true };
  return google(request, typeof body === 'string' ? {} : body, NOW);
}

function textOf(reply: Reply | undefined): string {
  return (reply?.parts ?? [])
    .map((part) => ('bytes' in part ? Buffer.from(part.bytes).toString() : ''))
    .join('');
}

function parsed(reply: Reply | undefined): Json {
  return JSON.parse(textOf(reply));
}

/** The answer with its body parsed, its length checked where it is announced. */
function answer(reply: Reply | undefined) {
  const length = header(reply?.headers ?? [], 'content-length');
  if (length !== undefined) expect(Number(length)).toBe(Buffer.byteLength(textOf(reply)));
  return { status: reply?.status, body: parsed(reply) };
}

describe('the token endpoint', () => {
  const CLAIMS = {
    iss: 'a@example.com',
    scope: SCOPE,
    aud: 'https://x/token',
    iat: SECOND,
    exp: SECOND + 3_600,
  };
  const encode = (value: JsonObject) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const assertion = (claims: JsonObject = {}, alg = 'RS256') =>
    `${encode({ alg, typ: 'JWT' })}.${encode({ ...CLAIMS, ...claims })}.c2lnbmF0dXJl`;
  const form = (fields: Record<string, string>) =>
    ask('POST', '/token', FORM, new URLSearchParams(fields).toString());
  const token = {
    access_token: expect.stringMatching(/^ya29\.c\.[\w-]{43}$/),
    expires_in: 3_599,
    token_type: 'Bearer',
  };

  test('takes a form and JSON, at either path, and knows the account again', () => {
    const first = answer(form({ grant_type: GRANT, assertion: assertion() }));
    expect(first).toEqual({ status: 200, body: token });
    const later = assertion({ iat: SECOND - 60, exp: SECOND + 3_540 });
    const body = { grant_type: GRANT, assertion: later };
    expect(answer(ask('POST', '/oauth2/v4/token', JSON_BODY, body))).toEqual(first);
    const other = answer(form({ grant_type: GRANT, assertion: assertion({ iss: 'b@example.com' }) }));
    expect(other).toEqual({ status: 200, body: token });
    expect(other).not.toEqual(first);
  });

  test('takes a refresh token', () => {
    const fields = {
      grant_type: 'refresh_token',
      client_id: 'c',
      client_secret: 's',
      refresh_token: '1//0r',
    };
    expect(answer(form(fields))).toEqual({ status: 200, body: token });
    expect(header(form(fields)?.headers ?? [], 'cache-control')).toContain('no-store');
  });

  test.each<[Record<string, string>, string, RegExp]>([
    [{}, 'invalid_request', /grant_type/],
    [{ grant_type: 'password' }, 'unsupported_grant_type', /password/],
    [{ grant_type: 'refresh_token', client_id: 'c' }, 'invalid_request', /refresh_token/],
    [{ grant_type: 'refresh_token', refresh_token: 'r' }, 'invalid_request', /client ID/],
    [{ grant_type: GRANT }, 'invalid_request', /assertion/],
    [{ grant_type: GRANT, assertion: 'a.b' }, 'invalid_grant', /^Invalid JWT: Failed to parse/],
    [{ grant_type: GRANT, assertion: 'e30.!.c2ln' }, 'invalid_grant', /Failed to parse/],
    [{ grant_type: GRANT, assertion: `${assertion()}.x` }, 'invalid_grant', /Failed to parse/],
    [{ grant_type: GRANT, assertion: assertion().replace(/[^.]+$/, '') }, 'invalid_grant', /Failed to parse/],
    [{ grant_type: GRANT, assertion: assertion({}, 'none') }, 'invalid_grant', /RS256/],
    [{ grant_type: GRANT, assertion: assertion({ iss: null }) }, 'invalid_grant', /iss/],
    [{ grant_type: GRANT, assertion: assertion({ aud: 1 }) }, 'invalid_grant', /aud/],
    [{ grant_type: GRANT, assertion: assertion({ exp: SECOND + 3_601 }) }, 'invalid_grant', /short-lived/],
    [{ grant_type: GRANT, assertion: assertion({ exp: 'x' }) }, 'invalid_grant', /short-lived/],
    [
      { grant_type: GRANT, assertion: assertion({ iat: SECOND - 4_300, exp: SECOND - 700 }) },
      'invalid_grant',
      /exp/,
    ],
    [
      { grant_type: GRANT, assertion: assertion({ iat: SECOND + 700, exp: SECOND + 800 }) },
      'invalid_grant',
      /iat/,
    ],
    [{ grant_type: GRANT, assertion: assertion({ scope: '' }) }, 'invalid_scope', /scope/],
  ])('refuses %o', (fields, error, description) => {
    expect(answer(form(fields))).toEqual({
      status: 400,
      body: { error, error_description: expect.stringMatching(description) },
    });
  });
});

describe('the metadata server', () => {
  const ROOT = '/computeMetadata/v1';
  const get = (path: string, headers = FLAVOR) => ask('GET', path, headers);

  test.each([
    [`${ROOT}/project/project-id`, 'gateway-check'],
    [`${ROOT}/universe/universe-domain`, 'googleapis.com'],
    [`${ROOT}/instance/service-accounts/default/email`, 'mock@gateway-check.iam.gserviceaccount.com'],
    [`${ROOT}/instance/service-accounts/default/scopes`, `${SCOPE}\n`],
    [`${ROOT}/instance`, 'service-accounts/\nzone\n'],
    [`${ROOT}/instance/service-accounts/default/`, 'aliases\nemail\nscopes\ntoken\n'],
    ['/', 'instance/\nproject/\nuniverse/\n'],
  ])('answers %s', (path, text) => {
    const reply = get(path);
    expect(textOf(reply)).toBe(text);
    expect(reply?.status).toBe(200);
    expect(header(reply?.headers ?? [], 'metadata-flavor')).toBe('Google');
  });

  test('gives one token for the default account, by either name', () => {
    const accounts = `${ROOT}/instance/service-accounts`;
    const reply = get(`${accounts}/default/token?scopes=${encodeURIComponent(SCOPE)}`);
    expect(header(reply?.headers ?? [], 'metadata-flavor')).toBe('Google');
    const info = parsed(get(`${accounts}/default/?recursive=true`));
    const email = isObject(info) ? info['email'] : undefined;
    expect(info).toEqual({ aliases: ['default'], email, scopes: [SCOPE] });
    expect(answer(reply)).toEqual({
      status: 200,
      body: { access_token: expect.stringMatching(/^ya29\./), expires_in: 3_599, token_type: 'Bearer' },
    });
    expect(get(`${accounts}/${email}/token`)).toEqual(reply);
  });

  test.each([
    [`${ROOT}/instance/service-accounts/default/token`, [], 403],
    [`${ROOT}/instance`, [['metadata-flavor', 'other']], 403],
    ['/', [['metadata-flavor', 'other']], 403],
    [`${ROOT}/instance/service-accounts/other/token`, FLAVOR, 404],
    [`${ROOT}/project/token`, FLAVOR, 404],
    [`${ROOT}/instance/constructor`, FLAVOR, 404],
    [`${ROOT}/instance/zone/0`, FLAVOR, 404],
  ] as [string, RawHeaders, number][])('refuses %s with %o', (path, headers, status) => {
    const reply = get(path, headers);
    expect(reply?.status).toBe(status);
    expect(header(reply?.headers ?? [], 'metadata-flavor')).toBe('Google');
    expect(textOf(reply)).not.toContain('ya29');
  });
});

describe('the calls of Gemini', () => {
  const RESOURCE = 'projects/p/locations/global/publishers/google/models/gemini-2.5-flash';
  const say = (...texts: string[]) =>
    texts.map((text, at) => ({ role: at % 2 === 0 ? 'user' : 'model', parts: [{ text }] }));
  const BODY = { contents: say('first', 'answer', 'sanft 🏮🏮 leise') };
  const post = (call: string, body: JsonObject = BODY, headers = BEARER) =>
    ask('POST', `/v1/${RESOURCE}:${call}`, headers, body);
  const usageMetadata = { promptTokenCount: 7, candidatesTokenCount: 4, totalTokenCount: 11 };

  test('answers with the last text of the user', () => {
    expect(answer(post('generateContent'))).toEqual({
      status: 200,
      body: {
        candidates: [
          {
            index: 0,
            content: { role: 'model', parts: [{ text: 'sanft 🏮🏮 leise' }] },
            finishReason: 'STOP',
          },
        ],
        usageMetadata,
        modelVersion: 'gemini-2.5-flash',
        responseId: expect.stringMatching(/^[\w-]{22}$/),
      },
    });
  });

  test('streams the same in two pieces, as events or as an array', () => {
    const piece = (text: string, end: JsonObject, usage: JsonObject) => ({
      candidates: [{ index: 0, content: { role: 'model', parts: [{ text }] }, ...end }],
      ...usage,
      modelVersion: 'gemini-2.5-flash',
      responseId: expect.any(String),
    });
    const pieces = [
      piece('sanft 🏮', {}, {}),
      piece('🏮 leise', { finishReason: 'STOP' }, { usageMetadata }),
    ];
    const array = post('streamGenerateContent');
    expect(header(array?.headers ?? [], 'content-type')).toBe('application/json; charset=UTF-8');
    expect(parsed(array)).toEqual(pieces);
    const events = post('streamGenerateContent?alt=sse');
    expect(header(events?.headers ?? [], 'content-type')).toBe('text/event-stream');
    const lines = textOf(events).split('\r\n\r\n');
    expect(lines.pop()).toBe('');
    expect(lines.map((line) => JSON.parse(line.replace(/^data: /, '')))).toEqual(pieces);
  });

  test('counts, with the system instruction', () => {
    const body = { ...BODY, systemInstruction: { parts: [{ text: 'brief!' }] } };
    const promptTokensDetails = [{ modality: 'TEXT', tokenCount: 9 }];
    expect(answer(post('countTokens', body))).toEqual({
      status: 200,
      body: { totalTokens: 9, totalBillableCharacters: 33, promptTokensDetails },
    });
  });

  test('the same request gets the same answer, another one another', () => {
    expect(post('generateContent')).toEqual(post('generateContent'));
    const other = parsed(post('generateContent', { contents: say('other') }));
    expect(other).not.toEqual(parsed(post('generateContent')));
  });

  test('is not harmed by nesting without end', () => {
    const deep = JSON.parse('['.repeat(100_000) + ']'.repeat(100_000));
    const bytes = Buffer.from('');
    const request = { method: 'POST', target: `/v1/${RESOURCE}:generateContent`, headers: BEARER };
    expect(google({ ...request, body: bytes, complete: true }, { ...BODY, deep }, NOW)?.status).toBe(200);
  });

  test('is found under other prefixes, and with an escaped colon', () => {
    const whole = post('generateContent');
    for (const target of [
      `/${RESOURCE}:generateContent`,
      `/base/v1beta1/${RESOURCE}%3AgenerateContent?x=1`,
    ]) {
      expect(ask('POST', target, BEARER, BODY)).toEqual(whole);
    }
  });

  test.each<[string, RawHeaders, string, JsonObject, number, string]>([
    [
      'no bearer',
      [
        ['authorization', 'Basic eA=='],
        ['x-api-key', 'k'],
      ],
      RESOURCE,
      BODY,
      401,
      'UNAUTHENTICATED',
    ],
    ['unknown model', BEARER, RESOURCE.replace('gemini', 'claude'), BODY, 404, 'NOT_FOUND'],
    ['no contents', BEARER, RESOURCE, {}, 400, 'INVALID_ARGUMENT'],
    ['contents of another kind', BEARER, RESOURCE, { contents: 'hello' }, 400, 'INVALID_ARGUMENT'],
    ['no parts', BEARER, RESOURCE, { contents: [{ role: 'user', parts: [] }] }, 400, 'INVALID_ARGUMENT'],
    [
      'unknown role',
      BEARER,
      RESOURCE,
      { contents: [{ role: 'x', parts: [{ text: 'a' }] }] },
      400,
      'INVALID_ARGUMENT',
    ],
  ])('refuses %s', (_what, headers, resource, body, code, status) => {
    const error = { error: { code, status, message: expect.stringMatching(/^[A-Z].{20,}/) } };
    const refused = (call: string) => ask('POST', `/v1/${resource}:${call}`, headers, body);
    expect(answer(refused('generateContent'))).toEqual({ status: code, body: error });
    expect(answer(refused('countTokens'))).toEqual({ status: code, body: error });
    expect(answer(refused('streamGenerateContent?alt=sse'))).toEqual({ status: code, body: error });
    expect(answer(refused('streamGenerateContent'))).toEqual({ status: code, body: [error] });
    const challenge = header(refused('countTokens')?.headers ?? [], 'www-authenticate');
    expect(challenge !== undefined).toBe(code === 401);
  });

  test('takes the one credential that is good, and tokens given out here', () => {
    const given = String(accessToken('an account')['access_token']);
    const called = (token: string) => {
      const headers = [['authorization', `Bearer ${token}`]] as const;
      const body = Buffer.from(JSON.stringify(BODY));
      const target = `/v1/${RESOURCE}:generateContent`;
      const request = { method: 'POST', target, headers, body, complete: true };
      return google(request, BODY, NOW, 'good')?.status;
    };
    expect(['good', given, 'bad', `${given}x`].map(called)).toEqual([200, 200, 401, 401]);
  });
});

test.each([
  ['GET', '/token'],
  ['POST', '/v1/oauth/token'],
  ['GET', '/'],
  ['POST', '/computeMetadata/v1/instance'],
  ['GET', '/v1/publishers/google/models/gemini-2.5-pro:generateContent'],
  ['POST', '/v1/publishers/google/models/gemini-2.5-pro:predict'],
  ['POST', '/v1/projects/p/locations/l/publishers/anthropic/models/claude-opus-5:rawPredict'],
])('leaves %s %s to others', (method, target) => {
  expect(ask(method, target, BEARER)).toBeUndefined();
});
