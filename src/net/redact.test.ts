import { expect, test } from 'vitest';
import { isSecretHeader, REDACTED, redact, redactHeaders, redactParts } from './redact.ts';

// Put together here, so that scanners of the source do not take them for real ones.
const KEY = `sk-ant-${'api03'}-AbC_dEf-0123456789abcdefghij`;
const JWT = `eyJhbGciOiJIUzI1NiJ9.${'eyJzdWIiOiIxMjM0NTY3ODkwIn0'}.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk`;
const AKID = `AKIA${'IOSFODNN7EXAMPLE'}`;
const SIGNATURE = 'fe5f80f77d5fa3beca038a248ff027d0445342fe2855ddc963176630326f1024';

test.each([
  ['an Anthropic key', KEY],
  ['a key of the common sk- form', `sk-${'proj'}-abcdefghijklmnop1234`],
  ['a JSON Web Token', JWT],
  ['an AWS access key id', AKID],
  ['a temporary AWS access key id', `ASIA${'IOSFODNN7EXAMPLE'}`],
  ['a Bedrock API key', `ABSK${'QmVkcm9ja0FQSUtleS1leGFtcGxl'}`],
  ['a Google access token', `ya29.${'a0AfH6SMBexample-token_0123456789'}`],
  ['a Google API key', `AIza${'SyD-example0123456789abcdefghijklmn'}`],
  ['a Google refresh token', `1//0${'gexample-refresh_token-0123456789'}`],
  ['a GitHub token', `ghp_${'abcdefghijklmnopqrstuvwxyz0123456789'}`],
  ['a Slack token', `xoxb-${'123456789012-abcdefghij'}`],
])('%s is masked wherever it stands', (_, secret) => {
  expect(redact(`before ${secret} after`)).toBe(`before ${REDACTED} after`);
  expect(redact(`{"echo":"${secret}"}`)).toBe(`{"echo":"${REDACTED}"}`);
});

test.each([
  ['a bearer token', 'Authorization: Bearer abc123def456', 'abc123def456'],
  ['a basic credential', 'authorization: Basic dXNlcjpwYXNzd29yZDE=', 'dXNlcjpwYXNzd29yZDE='],
  ['an echoed x-api-key line', 'x-api-key: made-up-0001', 'made-up-0001'],
  ['an echoed header object', '{"x-api-key":"made-up-0001"}', 'made-up-0001'],
  ['an echoed header object inside a string', '{\\"x-api-key\\":\\"made-up-0001\\"}', 'made-up-0001'],
  ['an echoed header pair', '["x-api-key","made-up-0001"]', 'made-up-0001'],
  [
    'the credential of SigV4',
    `AWS4-HMAC-SHA256 Credential=key1/20261123/us-east-1/s/aws4_request`,
    'key1/20261123',
  ],
  ['the signature of SigV4', `SignedHeaders=host, Signature=${SIGNATURE}`, SIGNATURE],
  ['a presigned signature', `https://a.example/?X-Amz-Signature=${SIGNATURE}&X-Amz-Date=1`, SIGNATURE],
  ['a security token', 'x-amz-security-token: IQoJb3JpZ2luX2VjEXAMPLE1', 'IQoJb3JpZ2luX2VjEXAMPLE1'],
  [
    'a presigned security token',
    '?X-Amz-Security-Token=IQoJb3JpZ2luX2VjEXAMPLE1&a=b',
    'IQoJb3JpZ2luX2VjEXAMPLE1',
  ],
  ['a cookie', 'cookie: session=abc; theme=dark', 'session=abc'],
  ['a set cookie', 'Set-Cookie: session=abc; HttpOnly', 'session=abc'],
  ['a key in a query', 'POST /v1/messages?key=abcdef&beta=true HTTP/1.1', 'abcdef'],
  ['a token in a query', 'GET /v1/models?limit=1&access_token=abcdef HTTP/1.1', 'abcdef'],
  ['a password in a URL', 'connect to http://proxy-user:hunter2@10.0.0.1:3128/', 'hunter2'],
  ['a private key', '-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBg\n-----END PRIVATE KEY-----', 'MIIEvQ'],
])('%s is masked, what names it stays', (_, text, secret) => {
  const masked = redact(text);
  expect(masked).not.toContain(secret);
  expect(masked).toContain(REDACTED);
  expect(masked.slice(0, 4)).toBe(text.slice(0, 4));
});

test.each([
  'anthropic-beta: context-1m-2025-08-07,interleaved-thinking-2025-05-14',
  '{"type":"error","error":{"type":"authentication_error","message":"invalid x-api-key"}}',
  'Authorization is needed: give a Bearer token or an API key.',
  '{"usage":{"input_tokens":12,"output_tokens":3},"id":"msg_01AbCdEf0123456789"}',
  'anthropic-version: header is required',
  'toolu_01A09q90qw90lq917835lq9 asks for task-based-scheduling-of-work',
  'common/text/source-code runs at 127.0.0.1:8788',
])('%s stays as it is', (text) => {
  expect(redact(text)).toBe(text);
});

test('header names tell credentials from challenges and counters', () => {
  const names = [
    'Authorization',
    'x-api-key',
    'X-Goog-Api-Key',
    'Cookie',
    'set-cookie',
    'x-amz-security-token',
    'Helicone-Auth',
    'x-bf-vk',
    'x-litellm-api-key',
    'proxy-authorization',
    'cf-aig-authorization',
    'x-portkey-virtual-key',
  ];
  expect(names.filter((name) => !isSecretHeader(name))).toEqual([]);
  const others = [
    'www-authenticate',
    'anthropic-ratelimit-input-tokens-remaining',
    'anthropic-beta',
    'host',
    'request-id',
    'x-should-retry',
    'idempotency-key',
  ];
  expect(others.filter(isSecretHeader)).toEqual([]);
});

test('of a credential header the scheme stays, of others what is no secret', () => {
  expect(
    redactHeaders(
      [
        ['Authorization', 'Bearer short'],
        ['x-api-key', 'x'],
        ['x-note', 'the key is hush-hush'],
      ],
      ['hush-hush'],
    ),
  ).toEqual([
    ['Authorization', `Bearer ${REDACTED}`],
    ['x-api-key', REDACTED],
    ['x-note', `the key is ${REDACTED}`],
  ]);
});

test("the run's own secrets are masked verbatim and in each encoding", () => {
  const own = 'pass/word+"é"';
  for (const form of [own, encodeURIComponent(own), JSON.stringify(own).slice(1, -1)]) {
    expect(redact(`<${form}>`, [own])).toBe(`<${REDACTED}>`);
  }
  expect(redact('1, 2 and 3', ['2'])).toBe('1, 2 and 3');
});

test('a secret inside base64 is masked at every alignment, in both alphabets', () => {
  const own = 'quiet-secret-???>>>-of-ours';
  for (const before of ['', 'a', 'ab', 'abc']) {
    for (const alphabet of ['base64', 'base64url'] as const) {
      const masked = redact(Buffer.from(`${before}${own}, and more`).toString(alphabet), [own]);
      const rest = masked.split(REDACTED).map((part) => Buffer.from(part, alphabet).toString('latin1'));
      expect(masked).toContain(REDACTED);
      expect(rest.join('')).not.toMatch(/quiet|secret|ours/);
    }
  }
});

test('a secret cut into parts at any place is found, and the parts stay apart', () => {
  const text = `data: {"k":"${KEY}"}\n\n`;
  for (let at = 0; at <= text.length; at += 1) {
    const parts = redactParts([text.slice(0, at), text.slice(at)], []);
    expect(parts).toHaveLength(2);
    expect(parts.join('')).toBe(`data: {"k":"${REDACTED}"}\n\n`);
  }
  expect(redactParts([...text], []).join('')).toBe(`data: {"k":"${REDACTED}"}\n\n`);
});

test('a megabyte that nearly matches takes linear time', () => {
  const text = `${'eyJ'.repeat(100_000)} ${'password '.repeat(50_000)} ${'sk-'.repeat(100_000)}`;
  expect(redact(text, [KEY]).length).toBeGreaterThan(0);
});
