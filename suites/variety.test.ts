import { afterAll, expect, test } from 'vitest';
import { loadChecks } from '../src/run/load.ts';
import { codingVarieties } from '../src/testbed/variety/codings.ts';
import { VARIETIES } from '../src/testbed/variety/index.ts';
import { productVarieties } from '../src/testbed/variety/products.ts';
import { streamVarieties } from '../src/testbed/variety/streams.ts';
import { type Said, type Seeing, tryVariety } from '../src/testbed/variety/try.ts';
import type { Variety } from '../src/testbed/variety/variety.ts';

// What gateways may do in one way or another: nobody may see a failure for it, in any format, and warnings only
// where a row of the contract asks for them.

const checks = await loadChecks();
const TIMEOUT = 180_000;

/** How each of them is seen. */
const COLUMNS: Readonly<Record<string, Seeing>> = {
  Messages: { format: 'anthropic' },
  Bedrock: { format: 'bedrock' },
  Vertex: { format: 'vertex' },
  'from outside': { format: 'anthropic', outside: true },
  'bridge to Bedrock': { format: 'anthropic', to: 'bedrock' },
  'bridge to Vertex': { format: 'anthropic', to: 'vertex' },
};

/** From outside the bodies matter; on bridges, what products do all at once stands for the rest. */
const isTried = (variety: Variety, { outside, to }: Seeing) =>
  outside
    ? [...codingVarieties, ...streamVarieties, ...productVarieties].includes(variety)
    : to === undefined || productVarieties.includes(variety);

const cells = VARIETIES.flatMap((variety) =>
  Object.entries(COLUMNS)
    .filter(([, seeing]) => isTried(variety, seeing) && (variety.formats?.includes(seeing.format) ?? true))
    .map(([column, seeing]) => ({ id: variety.id, column, variety, seeing })),
);
const said = new Map<string, string>();

test.concurrent.each(cells)('$id, $column', { timeout: TIMEOUT }, async ({ id, column, variety, seeing }) => {
  const result = await tryVariety(variety, checks, seeing);
  said.set(`${id} ${column}`, verdict(result));
  const { warns = [] } = variety;
  const offended = result.offended
    .filter(({ check, status }) => status !== 'warn' || !warns.includes(check))
    .map(({ check, status, reason, observations }) => ({ check, status, reason, observations }));
  expect(result.stopped).toBeUndefined();
  expect(offended).toEqual([]);
  expect(result.passed).toBeGreaterThan(80);
});

test('what a variety is said to be warned of, it is warned of', () => {
  for (const { id } of VARIETIES.filter(({ warns }) => warns !== undefined)) {
    const verdicts = Object.keys(COLUMNS).map((column) => said.get(`${id} ${column}`) ?? '');
    expect(verdicts.join(), id).toContain('warn');
  }
});

function verdict({ stopped, offended }: Said): string {
  if (stopped !== undefined) return 'stopped';
  const failed = offended.filter(({ status }) => status !== 'warn').length;
  if (failed > 0) return `${failed} FAILED`;
  return offended.length > 0 ? `${offended.length} warn` : 'right';
}

afterAll(() => {
  const names = Object.keys(COLUMNS);
  const width = Math.max(...VARIETIES.map(({ id }) => id.length));
  const lines = VARIETIES.map(({ id }) =>
    [id.padEnd(width), ...names.map((name) => (said.get(`${id} ${name}`) ?? '-').padEnd(name.length))].join(
      '  ',
    ),
  );
  process.stdout.write(`${[['variety'.padEnd(width), ...names].join('  '), ...lines].join('\n')}\n`);
});
