import { expect, test } from 'vitest';
import type { Exchange } from './exchange.ts';
import { Journal } from './journal.ts';

function exchange(id: string, bytes = 0, ended: Exchange['ended'] = 'complete'): Exchange {
  return {
    id,
    vantage: 'upstream',
    transport: 'http/1.1',
    startedAt: 0,
    request: { method: 'POST', target: '/', headers: [], body: Buffer.alloc(bytes), complete: true },
    response: { status: 200, headers: [], chunks: [] },
    operation: 'messages',
    ended,
    endedMs: 1,
  };
}
const ids = (journal: Journal) => journal.exchanges.map(({ id }) => id);
function record(journal: Journal, ...exchanges: Exchange[]): void {
  for (const one of exchanges) {
    journal.add(one);
    if (one.ended !== 'open') journal.ended(one);
  }
}

test('the oldest that have ended are forgotten first', () => {
  const journal = new Journal({ exchanges: 3, bytes: 1_000 });
  record(journal, exchange('a', 0, 'open'), exchange('b'), exchange('c'), exchange('d'), exchange('e'));
  expect(ids(journal)).toEqual(['a', 'd', 'e']);
  expect(journal.forgotten).toBe(2);
});

test('bytes count as well, but the newest always stays', () => {
  const journal = new Journal({ exchanges: 100, bytes: 1_000 });
  record(journal, exchange('a', 400), exchange('b', 400), exchange('c', 400));
  expect(ids(journal)).toEqual(['b', 'c']);
  record(journal, exchange('huge', 5_000));
  expect(ids(journal)).toEqual(['huge']);
  record(journal, exchange('d', 10));
  expect(ids(journal)).toEqual(['d']);
});

test('limits can be widened while exchanges come in', () => {
  const journal = new Journal({ exchanges: 1, bytes: 1_000 });
  record(journal, exchange('a'), exchange('b'));
  journal.limits = { exchanges: 10, bytes: 1_000 };
  record(journal, exchange('c'), exchange('d'));
  expect(ids(journal)).toEqual(['b', 'c', 'd']);
});

test('clearing leaves what is still open', () => {
  const journal = new Journal();
  record(journal, exchange('a'), exchange('b', 0, 'open'), exchange('c'));
  journal.clear();
  expect(ids(journal)).toEqual(['b']);
});

test('waiting looks again after every change and ends with the reason of the signal', async () => {
  const journal = new Journal();
  const controller = new AbortController();
  const found = journal.waitFor(() => journal.exchanges.find(({ id }) => id === 'b')?.id, controller.signal);
  const never = journal.waitFor(() => undefined, controller.signal);
  record(journal, exchange('a'), exchange('b'));
  expect(await found).toBe('b');
  controller.abort(new Error('enough'));
  await expect(never).rejects.toThrow('enough');
  await expect(journal.waitFor(() => 'late', controller.signal)).rejects.toThrow('enough');
});
