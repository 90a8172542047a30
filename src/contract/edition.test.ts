import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { CURRENT, type Edition, editions } from './edition.ts';
import { EDITION, requirements } from './index.ts';

const byId = new Map(requirements.map((row) => [row.id, row]));
const { version }: { version: string } = JSON.parse(
  readFileSync(new URL('../../package.json', import.meta.url), 'utf8'),
);

/**
 * What a published edition promises to keep: its rows, their levels, and whom they bind. Texts are not among it, so
 * that a remedy may become better.
 */
function fingerprint({ levels }: Edition): string {
  const rows = Object.entries(levels).map(([id, level]) => {
    const { formats = [], topologies = [] } = byId.get(id) ?? {};
    return `${id} ${level} ${[...formats].sort()} ${[...topologies].sort()}`;
  });
  return createHash('sha256').update(rows.sort().join('\n')).digest('hex');
}

test('the newest edition has every row of the ledger, with the level that the row states', () => {
  const rows = requirements.filter(({ id, since }) => CURRENT.levels[id] !== undefined || since === EDITION);
  expect(Object.fromEntries(rows.map(({ id, level }) => [id, level]))).toEqual(CURRENT.levels);
});

test('a row says since which edition it is one, and the ledger keeps the rows of every edition', () => {
  const oldestFirst = editions.toReversed();
  for (const { id, since } of requirements) {
    expect(oldestFirst.find(({ levels }) => levels[id] !== undefined)?.id, id).toBe(since);
  }
  for (const { levels } of editions) {
    expect(Object.keys(levels).filter((id) => !byId.has(id))).toEqual([]);
  }
});

test('editions are told apart by month, newest first', () => {
  const ids = editions.map(({ id }) => id);
  expect(ids).toEqual([...new Set(ids)].sort().reverse());
  for (const id of ids) expect(id).toMatch(/^20\d\d-(0[1-9]|1[0-2])$/);
});

test('a published edition does not change', () => {
  const published = editions.filter((edition) => edition.published !== undefined);
  expect(published.map(fingerprint)).toEqual(published.map((edition) => edition.published));
});

test('from 1.0.0 on every edition of a release is published', () => {
  const open = editions.filter(({ published }) => published === undefined);
  const release = /^([1-9]\d*)\.\d+\.\d+$/.test(version);
  const hint = open.map((edition) => `set published: '${fingerprint(edition)}' in edition ${edition.id}`);
  expect(release ? hint : []).toEqual([]);
});
