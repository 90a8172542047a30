import { expect, test } from 'vitest';
import { findMark } from './find-mark.ts';

const OLD = 'amber-acorn-1111';
const NEW = 'quiet-valley-2222';
const isKnown = (mark: string) => mark === OLD || mark === NEW;

function found(body: string, target = '/v1/messages'): string | undefined {
  return findMark({ method: 'POST', target, headers: [], body: Buffer.from(body), complete: true }, isKnown);
}

test('the last known mark counts, and what only looks like one does not', () => {
  expect(found(`${OLD} then ${NEW} then windy-otter-3333`)).toBe(NEW);
  expect(found('windy-otter-3333', `/v1/models?probe=${OLD}`)).toBe(OLD);
});

test('in a large body it is found wherever it stands', () => {
  const size = 3 * 1024 * 1024;
  const filler = 'x'.repeat(size);
  // Around the borders of what is searched at once, counted from the end.
  for (const before of [0, 64 * 1024, 128 * 1024, 2 * 1024 * 1024]) {
    for (let shift = -20; shift <= 20; shift += 1) {
      const at = Math.max(0, size - before + shift);
      expect(found(`${filler.slice(0, at)} ${NEW} ${filler.slice(at)}`)).toBe(NEW);
    }
  }
});

test('in a large body, too, an earlier one is a quote', () => {
  const filler = 'x'.repeat(1024 * 1024);
  expect(found(`${OLD} ${filler} ${NEW} ${filler}`)).toBe(NEW);
});
