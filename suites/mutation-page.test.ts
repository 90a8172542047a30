import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { EXPLANATIONS } from '../.ci/mutate/explained.ts';

const page = readFileSync(new URL('../docs/mutation.md', import.meta.url), 'utf8');
const [counts = '', why = ''] = page.split('## What the contract leaves to the gateway');

test('the page about mutations shows 2,000 of them, of which 99 % of those protected were noticed', () => {
  const [, drawn, isProtected, noticed] = /^\| all \| (\d+) \| (\d+) \| (\d+)/m.exec(counts) ?? [];
  expect(Number(drawn)).toBe(2_000);
  expect(Number(noticed) / Number(isProtected)).toBeGreaterThanOrEqual(0.99);
});

test('what it says to be free is explained as the program explains it, and nothing is left over', () => {
  const known = new Set(EXPLANATIONS.map(({ reason }) => reason));
  const shown = [...why.matchAll(/^\| (.+) \| \d+ \|$/gm)].map(([, reason]) => reason);
  expect(shown.length).toBeGreaterThan(0);
  expect(shown.filter((reason) => reason === undefined || !known.has(reason))).toEqual([]);
  expect(page).not.toContain('What is not explained');
});
