import { expect, test } from 'vitest';
import { requirements } from '../src/contract/index.ts';
import { loadChecks } from '../src/run/load.ts';

test('every row of the Messages format has a check, or a reason why not, and never both', async () => {
  const checked = new Set<string>((await loadChecks()).flatMap((check) => check.requirements));
  const rows = requirements.filter(({ formats }) => formats.includes('anthropic'));
  const wrong = rows.filter(({ id, unchecked }) => checked.has(id) === (unchecked !== undefined));
  expect(wrong.map(({ id }) => id)).toEqual([]);

  const reasons = rows.flatMap(({ id, unchecked }) => (unchecked ? [`${id}: ${unchecked.reason}`] : []));
  process.stdout.write(
    `${rows.length} rows, ${rows.length - reasons.length} checked; ${reasons.join(', ')}\n`,
  );
});
