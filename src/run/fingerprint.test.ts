import { expect, test } from 'vitest';
import type { Exchange } from '../net/exchange.ts';
import type { RawHeaders } from '../wire/headers.ts';
import { difference, fingerprintOf } from './fingerprint.ts';

const GENUINE: RawHeaders = [
  ['date', 'Mon, 23 Nov 2026 10:00:00 GMT'],
  ['content-type', 'application/json'],
  ['x-should-retry', 'false'],
  ['request-id', 'req_011CgMA4CdkydWLN1zc1Tvof'],
  ['anthropic-organization-id', '00000000-0000-0000-0000-000000000000'],
];

function refusal(headers: RawHeaders, body: object, target = '/v1/messages'): Exchange {
  return {
    id: 'c1',
    vantage: 'client',
    operation: 'messages',
    transport: 'http/1.1',
    startedAt: 0,
    request: { method: 'POST', target, headers: [], body: new Uint8Array(), complete: true },
    response: { status: 400, headers, chunks: [{ ms: 0, bytes: Buffer.from(JSON.stringify(body)) }] },
    ended: 'complete',
    endedMs: 0,
  };
}

const envelope = (message: string, id?: string) => ({
  type: 'error',
  error: { type: 'invalid_request_error', message },
  ...(id !== undefined && { request_id: id }),
});

test('two refusals of one API have one fingerprint, whatever they say and however they were routed', () => {
  const first = refusal(GENUINE, envelope('max_tokens: Field required', 'req_011CgMA4CdkydWLN1zc1Tvof'));
  const second = refusal(
    [
      ['request-id', 'req_011CXyzXyzXyzXyzXyzXyzXy'],
      ['via', '1.1 google'],
      ['anthropic-organization-id', 'b'],
      ['X-Should-Retry', 'false'],
      ['anthropic-ratelimit-requests-limit', '4000'],
    ],
    envelope('tools: no', 'req_011CXyzXyzXyzXyzXyzXyzXy'),
  );
  expect(difference(fingerprintOf(second), fingerprintOf(first))).toBeUndefined();
});

test.each([
  [
    'request id uuid instead of req_<24>',
    GENUINE.map(([name, value]): [string, string] =>
      name === 'request-id' ? [name, 'a62cb4e1-38f2-4f36-9a29-5b9c5f8e3a10'] : [name, value],
    ),
    envelope('no'),
  ],
  ['request id none instead of req_<24>', GENUINE.filter(([name]) => name !== 'request-id'), envelope('no')],
  [
    'headers request-id x-should-retry instead of anthropic-organization-id request-id x-should-retry',
    GENUINE.filter(([name]) => name !== 'anthropic-organization-id'),
    envelope('no'),
  ],
  [
    'envelope error.message error.type type instead of error.message error.type request_id type (that of the header)',
    GENUINE,
    envelope('no'),
  ],
])('a forged refusal is told apart: %s', (expected, headers, body) => {
  const genuine = refusal(GENUINE, envelope('yes', 'req_011CgMA4CdkydWLN1zc1Tvof'));
  expect(difference(fingerprintOf(refusal(headers, body)), fingerprintOf(genuine))).toBe(expected);
});

test('Bedrock has its own header for the id', () => {
  const headers: RawHeaders = [
    ['x-amzn-RequestId', 'a62cb4e1-38f2-4f36-9a29-5b9c5f8e3a10'],
    ['x-amzn-ErrorType', 'ValidationException:http://internal.amazon.com/coral/com.amazon.bedrock/'],
  ];
  expect(fingerprintOf(refusal(headers, { message: 'no' }, '/model/m/invoke'))).toEqual({
    requestId: 'uuid',
    headers: 'x-amzn-errortype x-amzn-requestid',
    envelope: 'message',
  });
});
