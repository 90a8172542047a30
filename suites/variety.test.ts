import { afterAll, expect, test } from 'vitest';
import { loadChecks } from '../src/run/load.ts';
import { VARIETIES } from '../src/testbed/variety/index.ts';
import { type Said, tryVariety } from '../src/testbed/variety/try.ts';
import type { Variety } from '../src/testbed/variety/variety.ts';

// What gateways may do in one way or another: nobody may see a failure for it, in any format, and warnings only
// where a row of the contract asks for them.

const checks = await loadChecks();
const FORMATS = ['anthropic', 'bedrock', 'vertex'] as const;
const TIMEOUT = 180_000;

const pairs = VARIETIES.flatMap((variety) =>
  FORMATS.map((format) => ({ variety, format, id: variety.id, isSeen: isSeen(variety, format) })),
);
const said = new Map<string, string>();

function isSeen({ formats }: Variety, format: (typeof FORMATS)[number]): boolean {
  return formats?.includes(format) ?? true;
}

test.concurrent.each(pairs.filter((pair) => pair.isSeen))(
  '$id, $format',
  { timeout: TIMEOUT },
  async ({ variety, format }) => {
    const result = await tryVariety(variety, checks, format);
    said.set(`${variety.id} ${format}`, verdict(result));
    const { warns = [] } = variety;
    expect(result.stopped).toBeUndefined();
    expect(
      result.offended
        .filter(({ check, status }) => status !== 'warn' || !warns.includes(check))
        .map(({ check, status, reason, observations }) => ({ check, status, reason, observations })),
    ).toEqual([]);
    expect(result.passed).toBeGreaterThan(100);
  },
);

test('each thing that a variety is said to be warned of is warned of in some format', () => {
  for (const { id, warns = [] } of VARIETIES.filter((one) => one.warns !== undefined)) {
    const lines = FORMATS.map((format) => said.get(`${id} ${format}`) ?? '').join();
    expect(lines, id).toContain('warn');
    expect(warns.length, id).toBeGreaterThan(0);
  }
});

function verdict({ stopped, offended }: Said): string {
  if (stopped !== undefined) return 'stopped';
  const failed = offended.filter(({ status }) => status !== 'warn').length;
  if (failed > 0) return `${failed} FAILED`;
  return offended.length > 0 ? `${offended.length} warn` : 'right';
}

afterAll(() => {
  const width = Math.max(...VARIETIES.map(({ id }) => id.length));
  const lines = VARIETIES.map(({ id }) =>
    [id.padEnd(width), ...FORMATS.map((format) => (said.get(`${id} ${format}`) ?? '-').padEnd(9))].join('  '),
  );
  process.stdout.write(`${[['variety'.padEnd(width), ...FORMATS].join('  '), ...lines].join('\n')}\n`);
});
