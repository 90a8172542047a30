import { expect, test } from 'vitest';
import type { Answer } from '../../wire/scenario.ts';
import { policyOf } from '../policy.ts';
import { respond } from '../respond.ts';

const BEDROCK = '/model/anthropic.claude-opus-5-5';
const VERTEX = '/v1/projects/p/locations/global/publishers/anthropic/models/claude-opus-5-5';

/** Headers and first bytes of the answer that is scripted, or else of the default one. */
async function answered(target: string, answer?: Answer) {
  const body = Buffer.from('{"messages":[{"role":"user","content":"hi"}]}');
  const request = { method: 'POST', target, headers: [], body, complete: true };
  const scenarios = answer ? [{ answer }] : [];
  const { status, headers, parts } = await respond({ request, exchange: 'u1' }, policyOf({ scenarios }));
  const [part] = parts;
  return { status, headers: new Map(headers), bytes: part && 'bytes' in part ? part.bytes : undefined };
}

/** As recorded, without what the connection and Google's front end add. */
test.each([
  [
    `${BEDROCK}/invoke`,
    [
      'content-length',
      'content-type',
      'x-amzn-bedrock-cache-read-input-token-count',
      'x-amzn-bedrock-cache-write-input-token-count',
      'x-amzn-bedrock-input-token-count',
      'x-amzn-bedrock-invocation-latency',
      'x-amzn-bedrock-output-token-count',
      'x-amzn-requestid',
    ],
  ],
  [
    `${BEDROCK}/invoke-with-response-stream`,
    ['content-type', 'x-amzn-bedrock-content-type', 'x-amzn-requestid'],
  ],
  [
    `${VERTEX}:rawPredict`,
    [
      'content-length',
      'content-type',
      'internal-input-tokens',
      'internal-output-tokens',
      'pinnacle-error-category',
      'request-id',
      'stream-reported-http-code',
      'x-vertex-ai-internal-prediction-backend',
    ],
  ],
  [
    `${VERTEX}:streamRawPredict`,
    ['cache-control', 'content-type', 'request-id', 'x-vertex-ai-received-request-id'],
  ],
])('%s answers with the headers of its API', async (target, expected) => {
  const { headers } = await answered(target);
  expect([...headers.keys()].sort()).toEqual(expected);
});

test.each([
  [`${BEDROCK}/invoke`, 'bdrk', { service_tier: 'standard' }],
  [`${VERTEX}:rawPredict`, 'vrtx', {}],
])('%s has ids and usage of its API', async (target, issuer, beside) => {
  const content = [
    { type: 'tool_use', name: 'Bash' },
    { type: 'server_tool_use', name: 'web_search' },
  ];
  const { bytes, headers } = await answered(target, { message: { content } });
  const message = JSON.parse(Buffer.from(bytes ?? []).toString());
  expect(message.id).toMatch(new RegExp(`^msg_${issuer}_01\\w{22}$`));
  expect(message.content[0].id).toMatch(new RegExp(`^toolu_${issuer}_01\\w{22}$`));
  expect(message.content[1].id).toMatch(new RegExp(`^srvtoolu_${issuer}_01\\w{22}$`));
  const { server_tool_use: _, ...usage } = message.usage;
  expect(usage).toEqual({
    input_tokens: expect.any(Number),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: expect.any(Number),
    ...beside,
  });
  const counted = headers.get('x-amzn-bedrock-input-token-count') ?? headers.get('internal-input-tokens');
  expect(counted).toBe(String(usage.input_tokens));
});

/** Recorded: the framework of AWS refuses under a name of its own. */
test.each([
  ['ValidationException', 'com.amazon.bedrock'],
  ['AccessDeniedException', 'com.amazon.bedrock'],
  ['ServiceUnavailableException', 'com.amazon.bedrock'],
  ['InvalidSignatureException', 'com.amazon.coral.service'],
  ['ExpiredTokenException', 'com.amazon.coral.service'],
])('%s is a type of %s', async (type, service) => {
  const { headers } = await answered(`${BEDROCK}/invoke`, { status: 403, error: { type, message: 'no' } });
  expect(headers.get('x-amzn-errortype')).toBe(`${type}:http://internal.amazon.com/coral/${service}/`);
});

test('a refusal in mid-stream needs neither type nor message', async () => {
  const steps = [{ event: { type: 'error', error: {} } }];
  const { bytes } = await answered(`${BEDROCK}/invoke-with-response-stream`, { steps });
  const text = Buffer.from(bytes ?? []).toString('latin1');
  expect(text).toContain('modelStreamErrorException');
  expect(text).toContain('{"message":""}');
});
