import { expect, test } from 'vitest';
import type { Exchange } from '../net/exchange.ts';
import { betasOf, modelOf, modelWhere, splitPath } from './arrival.ts';

/** A request that arrived. */
function arrival(target: string, body: object = {}): Exchange {
  return {
    id: 'u1',
    vantage: 'upstream',
    transport: 'http/1.1',
    startedAt: 0,
    request: {
      method: 'POST',
      target,
      headers: [['Anthropic-Beta', 'one, two']],
      body: Buffer.from(JSON.stringify(body)),
      complete: true,
    },
    response: { status: 200, headers: [], chunks: [] },
    operation: 'messages',
    ended: 'complete',
    endedMs: 1,
  };
}

const VERTEX = '/projects/p/locations/us/publishers/anthropic/models/claude@2:rawPredict';

test.each([
  ['/v1/messages?beta=true', '', '/v1/messages'],
  ['/anthropic/v1/messages/count_tokens', '/anthropic', '/v1/messages/count_tokens'],
  ['/v1/v1/messages', '/v1', '/v1/messages'],
  ['/bedrock/model/arn:aws:x%2Fy/invoke?a=/v1/messages', '/bedrock', '/model/arn:aws:x%2Fy/invoke'],
  [`/vertex/v1${VERTEX}`, '/vertex/v1', VERTEX],
])('%s has its base in front of its own path', (target, base, own) => {
  expect(splitPath(arrival(target))).toEqual({ base, own });
});

test('a path that no API has is not split', () => {
  expect(splitPath(arrival('/v1/chat/completions'))).toBeUndefined();
});

test('beta values and model are read where the API of the path takes them', () => {
  const body = { model: 'claude-body', anthropic_beta: ['three', 4] };
  const messages = arrival('/v1/messages', body);
  expect([betasOf(messages), modelOf(messages)]).toEqual([['one', 'two'], 'claude-body']);
  expect(modelWhere(messages)).toEqual({ exchange: 'u1', part: 'request-body', path: 'model' });
  const bedrock = arrival('/model/claude%2Fpath/invoke', body);
  expect([betasOf(bedrock), modelOf(bedrock)]).toEqual([['three'], 'claude/path']);
  expect(modelWhere(bedrock)).toEqual({ exchange: 'u1', part: 'request-line' });
  const vertex = arrival(VERTEX, body);
  expect([betasOf(vertex), modelOf(vertex)]).toEqual([['one', 'two'], 'claude@2']);
});
