import { expect, test } from 'vitest';
import { type Exchange, requestBytes } from '../net/exchange.ts';
import { Journal } from '../net/journal.ts';
import { trace } from '../report/trace.ts';
import { letGo } from './let-go.ts';

const MB = 1024 * 1024;

function exchange(bytes: number): Exchange {
  return {
    id: 'c1',
    vantage: 'client',
    transport: 'http/1.1',
    startedAt: 0,
    request: { method: 'POST', target: '/', headers: [], body: Buffer.alloc(bytes, 'x'), complete: true },
    response: { status: 200, headers: [], chunks: [] },
    operation: 'messages',
    ended: 'complete',
    endedMs: 1,
  };
}

test('of a large body only the beginning stays, and its size', () => {
  const large = exchange(8 * MB);
  letGo([large]);
  expect(large.request.body.length).toBeLessThan(MB);
  expect(requestBytes(large)).toBe(8 * MB);
  const shown = trace(large, []).requestBody;
  expect(shown).toMatchObject({ bytes: 8 * MB, truncated: true });
  expect(shown.text).toMatch(/^x{1000,}$/);
});

test('a small body stays as it is, and twice is as once', () => {
  const small = exchange(1000);
  const { body } = small.request;
  letGo([small]);
  expect(small.request.body).toBe(body);
  expect(requestBytes(small)).toBe(1000);
  const large = exchange(2 * MB);
  letGo([large]);
  letGo([large]);
  expect(requestBytes(large)).toBe(2 * MB);
});

test('a journal counts bodies as they came, so that its sum stays right', () => {
  const journal = new Journal({ exchanges: 10, bytes: 3 * MB });
  for (let count = 0; count < 8; count += 1) {
    const one = exchange(2 * MB);
    journal.add(one);
    one.ended = 'complete';
    journal.ended(one);
    letGo([one]);
  }
  expect(journal.exchanges.length).toBe(1);
  journal.limits = { exchanges: 10, bytes: 100 * MB };
  for (let count = 0; count < 8; count += 1) {
    const one = exchange(2 * MB);
    journal.add(one);
    journal.ended(one);
  }
  expect(journal.exchanges.length).toBe(9);
});
