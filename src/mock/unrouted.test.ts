import { expect, test } from 'vitest';
import { policyOf } from './policy.ts';
import { respond } from './respond.ts';

/** Status, headers and body of the answer to a request line. */
async function answer(method: string, target: string) {
  const request = { method, target, headers: [], body: new Uint8Array(), complete: true };
  const { status, headers, parts } = await respond({ request, exchange: 'u1' }, policyOf({}));
  const [part] = parts;
  const body = JSON.parse(part && 'bytes' in part ? Buffer.from(part.bytes).toString() : 'null');
  return { status, headers: new Map(headers), body };
}

const GOOGLE = '/v1/projects/p/locations/global/publishers/anthropic/models';
const OPERATIONS = 'Not an operation of a model (invoke, invoke-with-response-stream, count-tokens)';
const ARN = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/abc';

test.each([
  ['POST', '/model/', 404, 'UnknownOperationException', 'Not Found'],
  ['POST', '/model/m/converse', 404, 'UnknownOperationException', `${OPERATIONS}: converse`],
  ['POST', '/model/m/Invoke', 404, 'UnknownOperationException', `${OPERATIONS}: Invoke`],
  ['POST', '/model/m/invoke/', 404, 'UnknownOperationException', `${OPERATIONS}: none`],
  ['POST', '/model/m', 404, 'UnknownOperationException', `${OPERATIONS}: none`],
  ['POST', '/base/model/m/invoke?x=1', 200, undefined, undefined],
  ['GET', '/model/m/invoke', 405, 'UnknownOperationException', 'Method Not Allowed'],
  ['POST', '/inference-profiles', 405, 'UnknownOperationException', 'Method Not Allowed'],
  ['POST', '/model//invoke', 404, 'UnknownOperationException', 'The model id in the path is empty.'],
  ['POST', '/model/invoke', 404, 'UnknownOperationException', 'The model id in the path is empty.'],
  [
    'POST',
    `/model/${ARN}/invoke`,
    404,
    'UnknownOperationException',
    `The model id must be one segment of the path, with its "/" as %2F: ${ARN}`,
  ],
  [
    'POST',
    '/model/%zz/invoke',
    400,
    'ValidationException',
    'The path holds an escape that cannot be decoded: /model/%zz/invoke',
  ],
  [
    'POST',
    '/model/%ff/count-tokens?q',
    400,
    'ValidationException',
    'The path holds an escape that cannot be decoded: /model/%ff/count-tokens',
  ],
  [
    'GET',
    '/inference-profiles/100%',
    400,
    'ValidationException',
    'The path holds an escape that cannot be decoded: /inference-profiles/100%',
  ],
])('%s %s: %i in the form of Bedrock', async (method, target, status, type, message) => {
  const { headers, body, ...answered } = await answer(method, target);
  expect(answered.status).toBe(status);
  const service = type === 'ValidationException' ? 'com.amazon.bedrock' : 'com.amazon.coral.service';
  const url = `http://internal.amazon.com/coral/${service}/`;
  expect(headers.get('x-amzn-errortype')).toBe(type && `${type}:${url}`);
  expect(headers.get('x-amzn-requestid')).toMatch(/^[\da-f-]{36}$/);
  if (message !== undefined) expect(body).toEqual({ message });
});

test.each([
  ['POST', '/v1/projects/p', 404, 'NOT_FOUND', 'Not Found'],
  ['POST', '/projects/', 404, 'NOT_FOUND', 'Not Found'],
  ['GET', `${GOOGLE}/claude-opus-5:rawPredict`, 405, 'METHOD_NOT_ALLOWED', 'Method Not Allowed'],
  ['POST', `${GOOGLE}/:rawPredict`, 404, 'NOT_FOUND', 'The model in the path is empty.'],
  ['POST', `${GOOGLE}/a/b:rawPredict`, 404, 'NOT_FOUND', 'The model must be one segment of the path: a/b'],
  [
    'POST',
    `${GOOGLE}/claude-opus-5:predict`,
    404,
    'NOT_FOUND',
    'Not a method of a model (rawPredict, streamRawPredict): predict',
  ],
  [
    'POST',
    `${GOOGLE}/claude-opus-5:rawpredict`,
    404,
    'NOT_FOUND',
    'Not a method of a model (rawPredict, streamRawPredict): rawpredict',
  ],
  [
    'POST',
    '/v1/projects/p/locations//publishers/anthropic/models/claude-opus-5:rawPredict',
    404,
    'NOT_FOUND',
    'The path of a model begins with projects/{project}/locations/{location}/.',
  ],
  [
    'POST',
    `${GOOGLE}/claude-opus-5`,
    404,
    'NOT_FOUND',
    'Not a method of a model (rawPredict, streamRawPredict): none',
  ],
  [
    'POST',
    '/projects/p/locations/l/publishers/anthropic/models/%E4:rawPredict',
    400,
    'INVALID_ARGUMENT',
    'The path holds an escape that cannot be decoded: /projects/p/locations/l/publishers/anthropic/models/%E4:rawPredict',
  ],
])('%s %s: %i in the form of Google', async (method, target, code, status, message) => {
  const { headers, body, ...answered } = await answer(method, target);
  expect(answered.status).toBe(code);
  expect(body).toEqual({ error: { code, message, status } });
  // Google's own refusals have nothing of the model's answers.
  expect([...headers.keys()].sort()).toEqual(['content-length', 'content-type']);
  expect(headers.get('content-type')).toBe('application/json; charset=UTF-8');
});

test.each(['/v1/model', '/v1/models/a/b', '/projects', '/v1/messages/model?/model/x', '/%zz'])(
  '%s: 404 in the form of Messages',
  async (target) => {
    const { status, body } = await answer('GET', target);
    expect(status).toBe(404);
    expect(body).toMatchObject({ type: 'error', error: { type: 'not_found_error', message: 'Not Found' } });
  },
);
