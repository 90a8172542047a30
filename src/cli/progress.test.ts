import { expect, test } from 'vitest';
import { type Check, check } from '../run/check.ts';
import type { Result } from '../run/result.ts';
import { progress } from './progress.ts';

const fast: Check = check({
  id: 'trial/progress/fast',
  title: 'Returns at once',
  requirements: ['LIM-01'],
  vantage: 'client',
  disturbs: 'none',
  run: async () => {},
});
const slow: Check = { ...fast, id: 'trial/progress/slow', slow: true, takes: 130 };
const slower: Check = { ...slow, id: 'trial/progress/slower', takes: 200 };

function resultOf({ id, title, requirements, vantage }: Check, status: Result['status']): Result {
  const more = { level: 'must', format: 'anthropic', durationMs: 65_400 } as const;
  return { ...more, check: id, title, requirements, vantage, status, observations: [], exchanges: [] };
}

/** What is written, and a clock that the test sets. */
function shown(isTTY: boolean) {
  const clock = { ms: 0 };
  const written: string[] = [];
  const output = { isTTY, columns: 100, write: (text: string) => written.push(text) };
  return { clock, written, ...progress(output, 3, () => clock.ms) };
}

test('in a log each slow check has a line when it begins and one when it is done', () => {
  const { start, result, clear, written } = shown(false);
  start(fast);
  start(slow);
  result(resultOf(fast, 'pass'));
  result(resultOf(slow, 'fail'));
  clear();
  expect(written).toEqual([
    'slow: trial/progress/slow, up to 130 s\n',
    'fail: trial/progress/slow, after 65 s\n',
  ]);
});

test('on a terminal the running line counts down the slow check that may take longest', () => {
  const { start, result, clear, written, clock } = shown(true);
  start(slow);
  start(slower);
  clock.ms = 50_500;
  result(resultOf(fast, 'fail'));
  expect(written.at(-1)).toBe('\r\u001b[K1/3, 1 failed  150 s at most: trial/progress/slower and 1 more');
  result(resultOf(slower, 'pass'));
  expect(written.at(-1)).toBe('\r\u001b[K2/3, 1 failed  80 s at most: trial/progress/slow');
  result(resultOf(slow, 'pass'));
  expect(written.at(-1)).toBe('\r\u001b[K3/3, 1 failed  trial/progress/slow');
  clear();
  expect(written.at(-1)).toBe('\r\u001b[K');
});
