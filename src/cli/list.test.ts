import { expect, test } from 'vitest';
import { requirements } from '../contract/index.ts';
import { loadChecks } from '../run/load.ts';
import { type } from '../testbed/terminal.ts';

test('every check has one line with its level, title and requirements', async () => {
  const { code, stdout } = await type(['list']);
  expect(stdout.split('\n')).toHaveLength((await loadChecks()).length + 1);
  expect(stdout).toMatch(/^must {4}messages\/betas\/every-value {2}.+ \(MSG-HDR-01\)$/m);
  expect(stdout).toMatch(/ \(.+, slow\)$/m);
  expect(code).toBe(0);
});

test('filters choose as in run', async () => {
  const { stdout } = await type(['list', '--only', 'MSG-HDR-01', '--skip', 'messages/replay/*', '--json']);
  const listed: { id: string; requirements: string[] }[] = JSON.parse(stdout);
  expect(listed).toEqual([
    {
      id: 'messages/betas/every-value',
      level: 'must',
      title: expect.any(String),
      requirements: ['MSG-HDR-01'],
      vantage: 'upstream',
      disturbs: 'none',
      slow: false,
    },
  ]);
});

test('requirements come with the checks that cover them, or the reason why there is none', async () => {
  const { stdout } = await type(['list', '--requirements', '--json']);
  const rows: { id: string; checks: string[]; unchecked?: string }[] = JSON.parse(stdout);
  expect(rows.map((row) => row.id)).toEqual(requirements.map((row) => row.id));
  expect(rows.find((row) => row.id === 'MSG-HDR-01')?.checks).toContain('messages/betas/every-value');
  expect(rows.find((row) => row.id === 'MSG-HDR-03')).toMatchObject({
    checks: [],
    unchecked: 'needs a real login',
  });
});

test('filtered requirements are those that the chosen checks cover', async () => {
  const { stdout } = await type(['list', '--requirements', '--only', 'messages/betas/every-value']);
  expect(stdout).toMatch(/^must {4}MSG-HDR-01 {2}.+ \(1 check\)\n$/);
});
