import { expect, test } from 'vitest';
import { CURRENT, type Edition, editions } from '../contract/edition.ts';
import type { Middleware } from '../mock/middleware.ts';
import { buildReport } from '../report/build.ts';
import { through } from '../testbed/through.ts';
import { withoutHeaders } from '../wire/headers.ts';
import { check } from './check.ts';
import { levelOf } from './judge.ts';
import { loadChecks } from './load.ts';
import { checksFor } from './select.ts';

/** Judges one header by two rows at once, as a check does that was written when both were in force. */
const versionArrives = check({
  id: 'trial/none/version',
  title: 'The version arrives',
  requirements: ['MSG-HDR-06', 'MSG-HDR-07'],
  vantage: 'upstream',
  disturbs: 'none',
  async run(t) {
    const arrived = t.arrived(await t.send(t.turn()));
    const ok = arrived.request.headers.some(([name]) => name === 'anthropic-version');
    const seen = { expected: 'it', actual: 'nothing', where: { part: 'request-header' } } as const;
    t.expect('MSG-HDR-06', ok, seen);
    t.expect('MSG-HDR-07', ok, seen);
  },
});

const dropping: Middleware = (request, next) =>
  next({ ...request, headers: withoutHeaders(request.headers, 'anthropic-version') });

const { 'MSG-HDR-07': _, ...withoutOne } = CURRENT.levels;
const { 'MSG-HDR-06': __, ...withoutBoth } = withoutOne;
/** As the ledger was before a row came in. */
const before: Edition = { id: '2020-01', levels: withoutOne };
/** As it may be when the rule has turned out to be no MUST. */
const later: Edition = {
  id: '2030-01',
  levels: { ...CURRENT.levels, 'MSG-HDR-06': 'should', 'MSG-HDR-07': 'should' },
};

test('a row that came in after an edition is not judged by it', async () => {
  const { results } = await through([dropping], [versionArrives], { target: { edition: before } });
  expect(results).toMatchObject([
    { status: 'fail', requirements: ['MSG-HDR-06'], observations: [{ requirement: 'MSG-HDR-06' }] },
  ]);
});

test('a check of rows that all came in later does not run', async () => {
  const edition: Edition = { id: '2019-01', levels: withoutBoth };
  const { results } = await through([dropping], [versionArrives], { target: { edition } });
  expect(results).toEqual([]);
});

test('another level in a later edition is no matter of the one before', async () => {
  const judged = async (edition: Edition | undefined) => {
    const run = await through([dropping], [versionArrives], { target: edition ? { edition } : {} });
    const report = buildReport([run], { version: '0', all: [versionArrives], repeat: () => '' });
    const { contract, summary, results } = report;
    return [contract.edition, summary.verdict, results[0]?.level, results[0]?.status];
  };
  expect(await judged(undefined)).toEqual([CURRENT.id, 'not-conforming', 'must', 'fail']);
  expect(await judged(CURRENT)).toEqual([CURRENT.id, 'not-conforming', 'must', 'fail']);
  expect(await judged(later)).toEqual(['2030-01', 'conforming', 'should', 'warn']);
});

test('the rows of a check have one level in every edition that has them', async () => {
  for (const edition of editions) {
    for (const { id, requirements } of await loadChecks()) {
      const levels = requirements.map((row) => edition.levels[row]).filter((level) => level !== undefined);
      expect(new Set(levels).size, `${id} in edition ${edition.id}`).toBeLessThanOrEqual(1);
    }
  }
});

test('a level is asked for in an edition', () => {
  expect(levelOf(versionArrives)).toBe('must');
  expect(levelOf(versionArrives, later)).toBe('should');
  expect(checksFor({ format: 'anthropic', edition: before }, [versionArrives])).toHaveLength(1);
  expect(() => levelOf(versionArrives, { id: '2019-01', levels: {} })).toThrow('edition 2019-01');
});
