import { expect, test } from 'vitest';
import { CAPABILITIES, type Provider } from '../../wire/capabilities.ts';
import type { Inference } from '../../wire/format.ts';
import { header } from '../../wire/headers.ts';
import { collect, once } from '../layers/bytes.ts';
import type { DraftObject } from '../layers/draft.ts';
import { markLastBlock } from './cache-marker.ts';
import { fitModel } from './model-limits.ts';
import { ALIASES, anthropicName, modelAt } from './model-names.ts';
import { translated } from './translate.ts';

test.each<[Provider, string, Inference, string]>([
  ['bedrock', 'claude-sonnet-4-6', 'messages', 'us.anthropic.claude-sonnet-4-6'],
  ['bedrock', 'claude-haiku-4-5-20251001', 'messages', 'us.anthropic.claude-haiku-4-5-20251001-v1:0'],
  ['bedrock', 'claude-sonnet-4-6', 'count_tokens', 'anthropic.claude-sonnet-4-6'],
  ['bedrock', 'eu.anthropic.claude-opus-5-5', 'messages', 'eu.anthropic.claude-opus-5-5'],
  [
    'bedrock',
    'arn:aws:bedrock:us-east-1::foundation-model/x',
    'count_tokens',
    'arn:aws:bedrock:us-east-1::foundation-model/x',
  ],
  ['bedrock', 'team-haiku', 'count_tokens', 'anthropic.claude-haiku-4-5-20251001-v1:0'],
  ['bedrock', 'constructor', 'messages', 'us.anthropic.constructor'],
  ['vertex', 'claude-sonnet-4-6', 'messages', 'claude-sonnet-4-6'],
  ['vertex', 'claude-haiku-4-5-20251001', 'messages', 'claude-haiku-4-5@20251001'],
  ['vertex', '../x', 'messages', '..%2Fx'],
])('%s knows %s, for %s, as %s', (to, name, operation, id) => {
  expect(modelAt(to, name, ALIASES[to], operation)).toBe(id);
});

test('the name at Anthropic is read out of an id of the provider', () => {
  expect(anthropicName('bedrock', 'us.anthropic.claude-haiku-4-5-20251001-v1:0')).toBe(
    'claude-haiku-4-5-20251001',
  );
  expect(anthropicName('vertex', 'claude-haiku-4-5@20251001')).toBe('claude-haiku-4-5-20251001');
  expect(anthropicName('bedrock', 'arn:aws:bedrock:us-east-1:1:provisioned-model/x')).toContain('arn:');
});

const request = (body: DraftObject) => ({
  method: 'POST',
  target: '/v1/messages?beta=true',
  headers: [
    ['x-api-key', 'provider'],
    ['anthropic-beta', 'interleaved-thinking-2025-05-14'],
    ['anthropic-version', '2023-06-01'],
    ['accept-encoding', 'gzip'],
    ['content-length', '3'],
    ['x-claude-code-session-id', 's'],
  ] as const,
  body: once(JSON.stringify(body)),
  gone: new AbortController().signal,
  connection: {},
});

async function sent(to: Provider, body: DraftObject, operation: Inference = 'messages') {
  const models = ALIASES[to];
  const destination = { to, models, project: 'p', location: 'us', capabilities: CAPABILITIES };
  const { target, headers, body: stream } = translated(request(body), body, operation, destination);
  const bytes = await collect(stream);
  expect(header(headers, 'content-length')).toBe(String(bytes.length));
  return { target, headers, body: JSON.parse(bytes.toString()) };
}

const MESSAGES: DraftObject[] = [{ role: 'user', content: 'Hi' }];
const BODY = { model: 'claude-sonnet-4-6', max_tokens: 8, stream: true, messages: MESSAGES };

test('a request for Bedrock has its model in the path, its betas and version in the body, and no query', async () => {
  const { target, headers, body } = await sent('bedrock', structuredClone(BODY));
  expect(target).toBe('/model/us.anthropic.claude-sonnet-4-6/invoke-with-response-stream');
  expect(body).toEqual({
    anthropic_beta: ['interleaved-thinking-2025-05-14'],
    anthropic_version: 'bedrock-2023-05-31',
    max_tokens: 8,
    messages: MESSAGES,
  });
  expect(headers.filter(([name]) => /api-key|anthropic|gzip/.test(name))).toEqual([]);
  expect(header(headers, 'authorization')).toBe('Bearer provider');
  expect(header(headers, 'accept-encoding')).toBe('identity');
  expect(header(headers, 'x-claude-code-session-id')).toBe('s');
});

test('a request for Vertex has its betas in the header and stream in the body', async () => {
  const { target, headers, body } = await sent('vertex', structuredClone(BODY));
  expect(target).toBe(
    '/projects/p/locations/us/publishers/anthropic/models/claude-sonnet-4-6:streamRawPredict',
  );
  expect(header(headers, 'anthropic-beta')).toBe('interleaved-thinking-2025-05-14');
  expect(body).toEqual({
    max_tokens: 8,
    stream: true,
    messages: MESSAGES,
    anthropic_version: 'vertex-2023-10-16',
  });
});

test('counts go to the counter of the provider, wrapped for Bedrock', async () => {
  const count = { model: 'claude-sonnet-4-6', messages: MESSAGES };
  const vertex = await sent('vertex', structuredClone(count), 'count_tokens');
  expect(vertex.target).toMatch(/\/models\/count-tokens:rawPredict$/);
  expect(vertex.body.model).toBe('claude-sonnet-4-6');
  const bedrock = await sent('bedrock', structuredClone(count), 'count_tokens');
  expect(bedrock.target).toBe('/model/anthropic.claude-sonnet-4-6/count-tokens');
  expect(JSON.parse(Buffer.from(bedrock.body.input.invokeModel.body, 'base64').toString())).toEqual({
    anthropic_beta: ['interleaved-thinking-2025-05-14'],
    messages: MESSAGES,
    max_tokens: 1,
    anthropic_version: 'bedrock-2023-05-31',
  });
});

test('what only current models take is fitted to an older one, and the other way round', () => {
  const current = (max_tokens: number): DraftObject => ({
    max_tokens,
    thinking: { type: 'adaptive', display: 'omitted' },
    output_config: { effort: 'high' },
  });
  const older = current(32_000);
  fitModel(older, 'claude-haiku-4-5-20251001');
  expect(older).toEqual({
    max_tokens: 32_000,
    thinking: { type: 'enabled', display: 'omitted', budget_tokens: 31_999 },
  });
  const short = current(500);
  fitModel(short, 'claude-haiku-4-5');
  expect(short).toEqual({ max_tokens: 500 });
  const newer: DraftObject = { max_tokens: 500_000, thinking: { type: 'enabled', budget_tokens: 9_000 } };
  fitModel(newer, 'claude-opus-5-5');
  expect(newer).toEqual({ max_tokens: 128_000, thinking: { type: 'adaptive' } });
  const highest: DraftObject = { output_config: { effort: 'xhigh' } };
  fitModel(highest, 'claude-sonnet-4-6');
  expect(highest).toEqual({ output_config: { effort: 'max' } });
  const unknown = current(9);
  fitModel(unknown, 'arn:of-the-account');
  expect(unknown).toEqual(current(9));
});

test('a top-level marker moves to the last block that may carry it', () => {
  const cache_control = { type: 'ephemeral' };
  const thinking = { type: 'thinking', thinking: '', signature: 's' };
  const cases: [DraftObject[], DraftObject[]][] = [
    [
      [{ role: 'user', content: 'Hi' }],
      [{ role: 'user', content: [{ type: 'text', text: 'Hi', cache_control }] }],
    ],
    [
      [{ role: 'assistant', content: [{ type: 'text', text: 'a' }, thinking] }],
      [{ role: 'assistant', content: [{ type: 'text', text: 'a', cache_control }, thinking] }],
    ],
    [[{ role: 'assistant', content: [thinking] }], [{ role: 'assistant', content: [thinking] }]],
  ];
  for (const [messages, expected] of cases) {
    const body: DraftObject = { cache_control, messages };
    markLastBlock(body);
    expect(body).toEqual({ messages: expected });
  }
  const marked = [1, 2, 3, 4].map(() => ({ type: 'text', text: 'a', cache_control }));
  const full: DraftObject = { cache_control, system: marked, messages: [{ role: 'user', content: 'Hi' }] };
  markLastBlock(full);
  expect(full['messages']).toEqual([{ role: 'user', content: 'Hi' }]);
});
