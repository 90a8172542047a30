import { expect, test } from 'vitest';
import { encodeChunk } from '../mock/encode/event-stream.ts';
import type { Exchange } from '../net/exchange.ts';
import type { Trip } from './check.ts';
import { requireOurs } from './provenance.ts';

const [OWN, OTHER] = ['amber-willow-2031', 'plain-harbour-1177'];
const TARGET = '/model/claude-sonnet-4-6/invoke-with-response-stream';
const BEGUN = { type: 'message_start', message: { id: 'msg_1', content: [] } };

function exchange(vantage: Exchange['vantage'], status: number, ...events: readonly object[]): Exchange {
  return {
    id: vantage === 'client' ? 'c1' : 'u1',
    vantage,
    transport: 'http/1.1',
    startedAt: 0,
    request: { method: 'POST', target: TARGET, headers: [], body: new Uint8Array(), complete: true },
    response: {
      status,
      headers: [],
      chunks: events.map((event) => ({ ms: 1, bytes: encodeChunk({ ...event }) })),
    },
    operation: 'messages',
    ended: 'complete',
    endedMs: 1,
  };
}

function trip(client: Exchange, ...arrivals: readonly Exchange[]): Trip {
  const request = { method: 'POST', target: TARGET, headers: [], operation: 'messages', mark: OWN } as const;
  return { request, client, arrivals, sideCalls: [] };
}

const marks = new Set([OWN, OTHER]);

test('a mark of another probe is found within binary frames', () => {
  const text = {
    type: 'content_block_delta',
    index: 0,
    delta: { type: 'text_delta', text: `For ${OTHER}.` },
  };
  const answered = trip(exchange('client', 200, BEGUN, text));
  expect(() => requireOurs(answered, undefined, marks)).toThrow('it caches across');
});

test('a message in binary frames where the upstream refused came from elsewhere', () => {
  const refusal = { status: 529, error: { type: 'overloaded_error', message: 'Overloaded' } };
  const upstream = exchange('upstream', 503);
  const answered = trip(exchange('client', 200, BEGUN), upstream);
  expect(() => requireOurs(answered, refusal, marks)).toThrow('failed over');
  expect(() => requireOurs(trip(exchange('client', 503), upstream), refusal, marks)).not.toThrow();
});
