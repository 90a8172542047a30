import { expect, test } from 'vitest';
import { requirements } from '../contract/index.ts';
import { loadChecks } from '../run/load.ts';
import { type } from '../testbed/terminal.ts';

test('every check has one line with its level, title and requirements', async () => {
  const { code, stdout } = await type(['list']);
  expect(stdout.split('\n')).toHaveLength((await loadChecks()).length + 1);
  expect(stdout).toMatch(/^must {4}messages\/betas\/every-value {2}.+ \(MSG-HDR-01\)$/m);
  expect(stdout).toMatch(/ \(.+; slow\)$/m);
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
      formats: ['anthropic', 'vertex', 'foundry', 'aws', 'mantle'],
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
  expect(stdout).toMatch(
    /^must {4}MSG-HDR-01 {2}.+ \(anthropic foundry aws mantle vertex; relay; 1 check\)\n$/,
  );
});

test('a row that repeats others says through which it is judged', async () => {
  const { stdout } = await type(['list', '--requirements', '--format', 'bedrock', '--format', 'foundry']);
  expect(stdout).toMatch(/^must {4}BDR-STR-07 {2}.+ \(bedrock; relay; judged through MSG-STR-11\)$/m);
  expect(stdout).toMatch(/^must {4}FDY-01 {2}.+ \(foundry; relay; judged through \d\d rows\)$/m);
  expect(stdout).toMatch(/^must {4}GEN-EP-01 {2}.+ \(all formats; relay bridge; 1 check\)$/m);
});

test('a format leaves what applies to it', async () => {
  const { stdout } = await type(['list', '--requirements', '--format', 'vertex', '--json']);
  const rows: { id: string; formats: string[] }[] = JSON.parse(stdout);
  expect(rows.filter(({ formats }) => !formats.includes('vertex'))).toEqual([]);
  expect(rows.map(({ id }) => id)).toEqual(
    expect.arrayContaining(['VTX-EP-01', 'MSG-BODY-02', 'MSG-STR-01']),
  );

  const checks = await type(['list', '--format', 'bedrock', '--json']);
  const ids: string[] = JSON.parse(checks.stdout).map(({ id }: { id: string }) => id);
  expect(ids).toContain('common/blocks/search-results');
  expect(ids).not.toContain('messages/discovery/lists-models');
});

test('a format that does not exist, or has nothing of what was asked for, is an error with the way out', async () => {
  const unknown = await type(['list', '--format', 'bedrok']);
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringMatching(/--format bedrok: .*bedrock/) });
  const nothing = await type(['list', '--format', 'bedrock', '--only', 'messages/discovery/*']);
  expect(nothing).toMatchObject({ code: 2, stderr: expect.stringContaining('Choose another --format') });
});

test('a row without a check of its own is no filter, and the message says where to look', async () => {
  const { code, stderr } = await type(['list', '--only', 'VTX-BODY-03']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringContaining('it repeats other rows. See which: gateway-check explain VTX-BODY-03'),
  });
});
