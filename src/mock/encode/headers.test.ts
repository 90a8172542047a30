import { expect, test } from 'vitest';
import { header } from '../../wire/headers.ts';
import { errorEnvelope } from './errors.ts';
import { responseHeaders } from './headers.ts';
import { requestId } from './ids.ts';

const context = { requestId: 'req_011Cx', now: Date.UTC(2026, 10, 23, 15, 49, 30, 123) };

test('a stream says what it is and carries the limits with RFC 3339 resets', () => {
  const headers = responseHeaders('stream', context);
  expect(header(headers, 'content-type')).toBe('text/event-stream; charset=utf-8');
  expect(header(headers, 'cache-control')).toBe('no-cache');
  expect(header(headers, 'request-id')).toBe('req_011Cx');
  expect(header(headers, 'anthropic-ratelimit-requests-reset')).toBe('2026-11-23T15:50:00Z');
  expect(header(headers, 'anthropic-ratelimit-input-tokens-remaining')).toBe('2000000');
  expect(headers.filter(([name]) => name.startsWith('anthropic-ratelimit-'))).toHaveLength(12);
});

test('other answers are JSON without limits', () => {
  for (const kind of ['count_tokens', 'models', 'error'] as const) {
    const headers = responseHeaders(kind, context);
    expect(header(headers, 'content-type')).toBe('application/json');
    expect(headers.some(([name]) => name.startsWith('anthropic-ratelimit-'))).toBe(false);
    expect(header(headers, 'cache-control')).toBeUndefined();
  }
});

test('x-should-retry is there where recordings have it', () => {
  const retry = (status: number) =>
    header(responseHeaders('error', { ...context, status }), 'x-should-retry');
  expect([400, 401, 404].map(retry)).toEqual(['false', 'false', 'false']);
  expect(retry(529)).toBe('true');
  expect([429, 500, 503].map(retry)).toEqual([undefined, undefined, undefined]);
});

test('the error envelope repeats the request id, details only when given', () => {
  const id = requestId('seed');
  expect(id).toMatch(/^req_011C[1-9A-HJ-NP-Za-km-z]{20}$/);
  const json = JSON.stringify(errorEnvelope('overloaded_error', 'Overloaded', id));
  expect(json).toBe(
    `{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"},"request_id":"${id}"}`,
  );
  expect(errorEnvelope('t', 'm', id, null)).toMatchObject({ error: { details: null } });
});
