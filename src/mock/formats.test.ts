import { expect, test } from 'vitest';
import { responseBody } from '../net/exchange.ts';
import { AnyStream } from '../wire/any-stream.ts';
import type { Match, Scenario } from '../wire/scenario.ts';
import { type MockOptions, startMock } from './server.ts';

const TURN = { max_tokens: 9, messages: [{ role: 'user', content: 'lanterns at dusk' }] };
const BEDROCK = { anthropic_version: 'bedrock-2023-05-31', ...TURN };
const VERTEX = { anthropic_version: 'vertex-2023-10-16', ...TURN };
const GOOGLE = 'projects/p/locations/us-east5/publishers/anthropic/models';
const ARN = 'arn:aws:bedrock:us-east-1:123456789012:inference-profile';

/** Posts a JSON body to a fresh mock. */
async function post(path: string, body: unknown, options: MockOptions = { validation: 'strict' }) {
  await using mock = await startMock(options);
  const answer = await fetch(`${mock.url}${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: 'Bearer any' },
    body: JSON.stringify(body),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  const [exchange] = mock.journal.exchanges;
  return { status: answer.status, headers: answer.headers, bytes, exchange };
}

/** The message that a stream of either framing adds up to. */
function streamed(bytes: Buffer) {
  const stream = new AnyStream();
  stream.push(bytes);
  stream.end();
  return { message: stream.message(), defects: stream.defects, failures: stream.failures, stream };
}

/** What all answers to the request above say. */
const echo = (model: string, id: RegExp) => ({
  id: expect.stringMatching(id),
  type: 'message',
  role: 'assistant',
  model,
  content: [{ type: 'text', text: 'lanterns at dusk' }],
  stop_reason: 'end_turn',
});

test.each([
  ['/model/anthropic.claude-opus-5-5', 'claude-opus-5-5'],
  ['/model/us.anthropic.claude-sonnet-4-5-20250929-v1:0', 'claude-sonnet-4-5-20250929'],
  ['/model/us.anthropic.claude-sonnet-4-5-20250929-v1%3A0', 'claude-sonnet-4-5-20250929'],
  ['/any/base/model/eu.anthropic.claude-opus-4-6-v1', 'claude-opus-4-6'],
  [`/model/${ARN}%2Fus.anthropic.claude-opus-4-8`, 'claude-opus-4-8'],
  [`/model/${encodeURIComponent(`${ARN}/us.anthropic.claude-opus-4-8`)}`, 'claude-opus-4-8'],
])('Bedrock answers at %s', async (path, model) => {
  const whole = await post(`${path}/invoke`, BEDROCK);
  expect(JSON.parse(whole.bytes.toString())).toMatchObject(echo(model, /^msg_bdrk_01\w{22}$/));
  expect(whole.headers.get('x-amzn-requestid')).toMatch(/^[\da-f-]{36}$/);
  expect(whole.exchange?.operation).toBe('messages');

  const { bytes, headers, status } = await post(`${path}/invoke-with-response-stream`, BEDROCK);
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('application/vnd.amazon.eventstream');
  const { message, defects, stream } = streamed(bytes);
  expect(defects).toEqual([]);
  expect(stream.framing).toBe('binary');
  expect(message).toMatchObject(echo(model, /^msg_bdrk_/));
});

test('Bedrock counts what a request wraps', async () => {
  const count = async (text: string) => {
    const body = Buffer.from(JSON.stringify({ ...BEDROCK, system: text })).toString('base64');
    const { bytes, exchange } = await post('/model/anthropic.claude-opus-5-5/count-tokens', {
      input: { invokeModel: { body } },
    });
    expect(exchange?.operation).toBe('count_tokens');
    const counted = JSON.parse(bytes.toString());
    expect(Object.keys(counted)).toEqual(['inputTokens']);
    return counted.inputTokens;
  };
  expect(await count('Be brief. '.repeat(100))).toBeGreaterThan((await count('Be brief.')) + 100);
  const converse = await post('/model/anthropic.claude-opus-5-5/count-tokens', {
    input: { converse: { messages: [] } },
  });
  expect(JSON.parse(converse.bytes.toString())).toEqual({ inputTokens: expect.any(Number) });
});

test('Bedrock refuses in its own form', async () => {
  const { status, headers, bytes } = await post('/model/anthropic.claude-opus-5-5/invoke', TURN);
  expect(status).toBe(400);
  expect(headers.get('x-amzn-errortype')).toMatch(/^ValidationException:/);
  expect(JSON.parse(bytes.toString())).toEqual({ message: 'anthropic_version: Field required' });
});

test.each([
  ['claude-opus-5-5', ':', 'claude-opus-5-5'],
  ['claude-haiku-4-5@20251001', ':', 'claude-haiku-4-5-20251001'],
  ['claude-haiku-4-5%4020251001', '%3A', 'claude-haiku-4-5-20251001'],
  ['claude-3-5-sonnet-v2@20241022', ':', 'claude-3-5-sonnet-20241022'],
])('Vertex answers for %s with %s', async (id, colon, model) => {
  for (const base of ['', '/v1', '/any/base/v1']) {
    const at = (method: string) => `${base}/${GOOGLE}/${id}${colon}${method}`;
    const whole = await post(at('rawPredict'), VERTEX);
    expect(JSON.parse(whole.bytes.toString())).toMatchObject(echo(model, /^msg_vrtx_01\w{22}$/));
    expect(whole.headers.get('request-id')).toMatch(/^req_vrtx_/);

    const { bytes, headers } = await post(at('streamRawPredict'), { ...VERTEX, stream: true });
    expect(headers.get('content-type')).toBe('text/event-stream; charset=utf-8');
    const { message, defects, stream } = streamed(bytes);
    expect(defects).toEqual([]);
    expect(stream.framing).toBe('sse');
    expect(message).toMatchObject(echo(model, /^msg_vrtx_/));
  }
});

test.each(['global', 'us', 'eu', 'us-east5', 'europe-west1'])('Vertex is at %s', async (location) => {
  const path = `/v1/projects/my-project-1/locations/${location}/publishers/anthropic/models`;
  expect((await post(`${path}/claude-opus-5-5:rawPredict`, VERTEX)).status).toBe(200);
});

test('Vertex counts for the model in the body', async () => {
  const { max_tokens: _, ...prompt } = VERTEX;
  const { bytes, exchange } = await post(`/v1/${GOOGLE}/count-tokens:rawPredict`, {
    model: 'claude-opus-5-5',
    ...prompt,
  });
  expect(JSON.parse(bytes.toString())).toEqual({ input_tokens: expect.any(Number) });
  expect(exchange?.operation).toBe('count_tokens');
});

test('Vertex has two forms of refusals, of the model and of the platform', async () => {
  const path = (model: string) => `/v1/${GOOGLE}/${model}:rawPredict`;
  const byModel = await post(path('claude-opus-5-5'), TURN);
  expect(byModel.status).toBe(400);
  expect(JSON.parse(byModel.bytes.toString())).toMatchObject({
    type: 'error',
    error: { type: 'invalid_request_error', message: 'anthropic_version: Field required' },
    request_id: byModel.headers.get('request-id'),
  });
  const byPlatform = await post(path('gemini'), VERTEX);
  expect(byPlatform.status).toBe(404);
  expect(JSON.parse(byPlatform.bytes.toString())).toEqual({
    error: {
      code: 404,
      message: expect.stringContaining(`\`${GOOGLE}/gemini\` was not found`),
      status: 'NOT_FOUND',
    },
  });
});

test('Scenarios tell formats, models and streams apart wherever these are said', async () => {
  const named = (name: string, match: Match): Scenario => ({
    name,
    match,
    answer: { message: { content: [{ type: 'text', text: name }] } },
  });
  const scenarios = [
    named('streamed by Bedrock', { format: 'bedrock', stream: true }),
    named('of Bedrock', { format: 'bedrock' }),
    named('of the haiku', { model: 'claude-haiku-4-5@20251001' }),
    named('streamed', { stream: true }),
    { name: 'no list', match: { operation: 'profiles' }, answer: { status: 403, body: { message: 'no' } } },
    named('of Messages', { format: 'anthropic' }),
  ] as const;
  const saidAt = async (path: string, body: object = TURN) => {
    const { bytes, headers } = await post(path, body, { scenarios });
    const isStream = !headers.get('content-type')?.startsWith('application/json');
    const message = isStream ? streamed(bytes).message : JSON.parse(bytes.toString());
    return message.content[0].text;
  };
  expect(await saidAt('/model/m/invoke-with-response-stream')).toBe('streamed by Bedrock');
  expect(await saidAt('/model/m/invoke')).toBe('of Bedrock');
  expect(await saidAt(`/${GOOGLE}/claude-haiku-4-5%4020251001:rawPredict`)).toBe('of the haiku');
  expect(await saidAt(`/${GOOGLE}/claude-opus-5:streamRawPredict`)).toBe('streamed');
  expect(await saidAt('/v1/messages', { ...TURN, stream: true })).toBe('streamed');
  expect(await saidAt('/v1/messages')).toBe('of Messages');
  expect(await saidAt(`/${GOOGLE}/claude-opus-5:rawPredict`)).toBe('lanterns at dusk');
  await using mock = await startMock({ scenarios });
  expect((await fetch(`${mock.url}/inference-profiles`)).status).toBe(403);
});

test('an answer is journalled byte for byte in either framing', async () => {
  for (const path of ['/model/m/invoke-with-response-stream', `/${GOOGLE}/m:streamRawPredict`]) {
    const { bytes, exchange } = await post(path, TURN, {});
    expect(exchange && responseBody(exchange)).toEqual(bytes);
    expect(exchange?.transport).toBe('http/1.1');
  }
});
