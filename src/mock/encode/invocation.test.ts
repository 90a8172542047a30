import { expect, test } from 'vitest';
import { invocationHeaders, invocationMetrics } from './invocation.ts';

test('metrics count what the usage counts, caches only with caching', () => {
  expect(invocationMetrics({ input_tokens: 3, output_tokens: 5, cache_read_input_tokens: 0 })).toEqual({
    inputTokenCount: 3,
    outputTokenCount: 5,
    invocationLatency: 250,
    firstByteLatency: 100,
  });
  expect(invocationMetrics({ cache_read_input_tokens: 7, cache_creation_input_tokens: null })).toMatchObject({
    inputTokenCount: 0,
    cacheReadInputTokenCount: 7,
    cacheWriteInputTokenCount: 0,
  });
});

test('headers have the counts of caches, too, when nothing was cached', () => {
  expect(Object.fromEntries(invocationHeaders({ input_tokens: 12, output_tokens: 4 }))).toEqual({
    'input-token-count': '12',
    'output-token-count': '4',
    'cache-read-input-token-count': '0',
    'cache-write-input-token-count': '0',
    'invocation-latency': '250',
  });
});
