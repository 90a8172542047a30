import { expect, test } from 'vitest';
import type { RawHeaders } from '../../wire/headers.ts';
import { collect, once } from '../layers/bytes.ts';
import { refusal } from './errors.ts';

async function refused(status: number, body: unknown, headers: RawHeaders = []) {
  const text = typeof body === 'string' ? body : JSON.stringify(body);
  const answer = await refusal({ status, headers, body: once(text) });
  const envelope = JSON.parse((await collect(answer.body)).toString());
  return { status: answer.status, headers: answer.headers, ...envelope.error, id: envelope.request_id };
}

function named(exception: string): RawHeaders {
  return [['x-amzn-errortype', `${exception}:http://internal.amazon.com/`]];
}

test.each([
  [400, 'ValidationException', 400, 'invalid_request_error'],
  [413, 'ValidationException', 413, 'request_too_large'],
  [404, 'ResourceNotFoundException', 404, 'not_found_error'],
  [408, 'ModelTimeoutException', 504, 'timeout_error'],
  [424, 'ModelErrorException', 500, 'api_error'],
  [429, 'ThrottlingException', 429, 'rate_limit_error'],
  [429, 'ModelNotReadyException', 529, 'overloaded_error'],
  [503, 'ServiceUnavailableException', 529, 'overloaded_error'],
  [500, 'InternalServerException', 500, 'api_error'],
  [503, 'SomethingNewException', 529, 'overloaded_error'],
  [418, 'constructor', 418, 'invalid_request_error'],
])('%i %s of Bedrock is %i %s', async (status, exception, own, type) => {
  expect(await refused(status, { message: 'Why.' }, named(exception))).toMatchObject({
    status: own,
    type,
    message: 'Why.',
  });
});

test.each([
  [403, 'AccessDeniedException'],
  [401, 'UnrecognizedClientException'],
])('%i about the credential of the gateway is no matter of the developer', async (status, exception) => {
  const seen = await refused(status, { Message: 'No access.' }, named(exception));
  expect(seen).toMatchObject({ status: 502, type: 'api_error' });
  expect(seen.message).toBe('The provider refused the gateway: No access.');
});

test('the envelope of the model is kept, that of Google is read, also in a list', async () => {
  const error = { type: 'invalid_request_error', message: 'Why.', details: { error_code: 'x' } };
  expect(await refused(400, { type: 'error', error })).toMatchObject({ status: 400, ...error });
  const google = { error: { code: 429, message: 'Quota.', status: 'RESOURCE_EXHAUSTED' } };
  for (const body of [google, [google]]) {
    expect(await refused(429, body)).toMatchObject({ type: 'rate_limit_error', message: 'Quota.' });
  }
});

test('a page and an empty body become an envelope that says the status', async () => {
  for (const body of ['<html>Bad gateway</html>', '', 'null']) {
    expect(await refused(502, body)).toMatchObject({
      status: 502,
      type: 'api_error',
      message: 'The provider answered with status 502.',
    });
  }
});

test('what the client acts on is kept of the headers, with the id of the request', async () => {
  const seen = await refused(429, { message: 'Slow.' }, [
    ['Retry-After', '7'],
    ['x-amzn-requestid', 'the-id'],
    ['x-internal', 'no'],
  ]);
  expect(seen.headers.slice(-2)).toEqual([
    ['Retry-After', '7'],
    ['request-id', 'the-id'],
  ]);
  expect(seen.id).toBe('the-id');
});
