import { expect, test } from 'vitest';
import type { RawHeaders } from '../../wire/headers.ts';
import { validateMessages } from './validate.ts';

const HEADERS: RawHeaders = [
  ['content-type', 'application/json'],
  ['anthropic-version', '2023-06-01'],
];
const judge = (body: string | Uint8Array, headers = HEADERS) =>
  validateMessages({ headers, body: Buffer.from(body), operation: 'messages' }, { strict: true });
const ask = (content: string) =>
  `{"model":"claude-opus-5-5","max_tokens":9,"messages":[{"role":"user","content":"${content}"}]}`;

test('a body over 32 MB is too large, whatever is in it', () => {
  expect(judge(Buffer.alloc(32 * 1024 * 1024, ' '))).toMatchObject({ status: 400 });
  expect(judge(Buffer.alloc(32 * 1024 * 1024 + 1))).toMatchObject({
    status: 413,
    type: 'request_too_large',
    message: 'Request exceeds the maximum size',
  });
});

test('text over 9 MB is refused with its size', () => {
  expect(judge(ask('x'.repeat(9_000_001)))).toMatchObject({
    status: 400,
    message: 'too many total text bytes: 9000001 > 9000000',
  });
  const fits = ask('x'.repeat(9_000_000));
  expect(judge(fits).ok).toBe(true);
  expect(judge(fits.replace('{', '{"metadata":{"user_id":"not a text"},')).ok).toBe(true);
});

test.each([
  ['', 'Input is a zero-length, empty document: line 1 column 1 (char 0)'],
  ['{"model":', 'unexpected end of data: line 1 column 10 (char 9)'],
  ['{\n "a": }', 'unexpected character: line 2 column 7 (char 8)'],
  ['{"ü": x}', 'unexpected character: line 1 column 7 (char 6)'],
])('%j is not JSON, and the place is named', (body, reason) => {
  expect(judge(body)).toMatchObject({
    status: 400,
    type: 'invalid_request_error',
    message: `The request body is not valid JSON: ${reason}`,
  });
});

test('half of a surrogate pair is no text, a whole pair and an escaped backslash are', () => {
  const at = ask('').indexOf('""') + 1;
  expect(judge(ask('\\ud83d'))).toMatchObject({
    message: `The request body is not valid JSON: no low surrogate in string: line 1 column ${at + 1} (char ${at})`,
  });
  expect(judge(ask('\\ude00')).ok).toBe(false);
  expect(judge(ask('\\uD83D\\uDE00')).ok).toBe(true);
  expect(judge(ask('\\\\ud83d')).ok).toBe(true);
  expect(judge(ask('\\\\\\ud83d')).ok).toBe(false);
});

test('half of a pair is found behind whole ones and millions of escapes', () => {
  const before = '\\uD83D\\uDE00'.repeat(2) + '\\\\'.repeat(3_000_000);
  const at = ask('').indexOf('""') + 1 + before.length;
  expect(judge(ask(`${before}\\ud83d`))).toMatchObject({
    message: expect.stringMatching(`no low surrogate in string: line 1 column \\d+ \\(char ${at}\\)`),
  });
});

test('bytes that are no UTF-8 are no text', () => {
  const latin1 = Buffer.from(ask('caf\u00e9'), 'latin1');
  expect(judge(latin1)).toMatchObject({ ok: false, message: expect.stringContaining('is not valid UTF-8') });
});

test('half of a pair is found in keys, and nesting has an end', () => {
  const head = '{"model":"claude-opus-5-5","max_tokens":9,"messages":[{"role":"user","content":"x"}]';
  expect(judge(`${head},"metadata":{"\\udc00":1}}`)).toMatchObject({
    message: expect.stringContaining('no low surrogate in string'),
  });
  const nested = (depth: number) => judge(`${head},"diagnostics":${'['.repeat(depth)}${']'.repeat(depth)}}`);
  expect(nested(1_000)).toMatchObject({ message: 'diagnostics: Extra inputs are not permitted' });
  expect(nested(100_000)).toMatchObject({ message: expect.stringContaining('Recursion limit reached') });
});

test('the body must be said to be JSON', () => {
  const typed = (value?: string): RawHeaders => [
    ['anthropic-version', '2023-06-01'],
    ...(value === undefined ? [] : [['content-type', value] as const]),
  ];
  expect(judge(ask('hi'), typed('text/plain'))).toMatchObject({ ok: false, status: 400 });
  expect(judge(ask('hi'), typed())).toMatchObject({ ok: false, status: 400 });
  expect(judge(ask('hi'), typed('Application/JSON;charset=utf-8')).ok).toBe(true);
});
