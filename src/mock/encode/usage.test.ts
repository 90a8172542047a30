import { expect, test } from 'vitest';
import { inputTokens, usageOf } from './usage.ts';

const ask = (content: string | object[]) => ({ model: 'm', messages: [{ role: 'user', content }] as never });

test('the estimate grows with the text and ignores what is no prompt', () => {
  expect(inputTokens({})).toBe(1);
  expect(inputTokens(ask('x'.repeat(4_000)))).toBeGreaterThan(inputTokens(ask('x'.repeat(400))) + 890);
  expect(inputTokens({ ...ask('hi'), metadata: { user_id: 'x'.repeat(9_000) } })).toBe(
    inputTokens(ask('hi')),
  );
});

test('a file counts as a page, not as its base64', () => {
  const image = {
    type: 'image',
    source: { type: 'base64', media_type: 'image/png', data: 'A'.repeat(2_000_000) },
  };
  expect(inputTokens(ask([image]))).toBeLessThan(1_600);
});

test('usage adds up in the way of the real API', () => {
  const search = { type: 'server_tool_use', name: 'web_search', input: {} };
  expect(usageOf([search], {}, {})['server_tool_use']).toEqual({
    web_search_requests: 1,
    web_fetch_requests: 0,
  });
  expect(usageOf([], {}, {})).not.toHaveProperty('server_tool_use');
  expect(usageOf([], {}, { service_tier: 'x' }, { input_tokens: 7 })).toMatchObject({
    input_tokens: 7,
    output_tokens: 1,
    service_tier: 'x',
  });
});

test('nesting without end is counted without end of the stack', () => {
  const deep = JSON.parse(`${'['.repeat(100_000)}${']'.repeat(100_000)}`);
  expect(inputTokens(ask([{ type: 'tool_use', input: { deep } }]))).toBeLessThan(100);
});
