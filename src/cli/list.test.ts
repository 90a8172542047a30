import { expect, test } from 'vitest';
import { EDITION, requirements } from '../contract/index.ts';
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
  expect(listed).toContainEqual({
    id: 'messages/betas/every-value',
    level: 'must',
    title: expect.any(String),
    requirements: ['MSG-HDR-01'],
    formats: ['anthropic', 'vertex', 'foundry', 'aws', 'mantle'],
    vantage: 'upstream',
    outside: false,
    rehearsable: false,
    disturbs: 'none',
    slow: false,
  });
  expect(listed.filter((check) => !check.requirements.includes('MSG-HDR-01'))).toEqual([]);
  expect(listed.filter(({ id }) => id.startsWith('messages/replay/'))).toEqual([]);
});

test('requirements come with the checks that cover them, or the reason why there is none', async () => {
  const { stdout } = await type(['list', '--requirements', '--json']);
  const rows: { id: string; checks: { id: string }[] }[] = JSON.parse(stdout);
  expect(rows.map((row) => row.id)).toEqual(requirements.map((row) => row.id));
  expect(rows.find((row) => row.id === 'MSG-HDR-01')?.checks).toContainEqual({
    id: 'messages/betas/every-value',
    vantage: 'upstream',
    slow: false,
  });
  expect(rows.find((row) => row.id === 'ERR-11')).toMatchObject({
    checks: [],
    unchecked: { reason: 'needs a real login' },
  });
});

test('as JSON a requirement has everything that the contract says of it, and its page', async () => {
  const { stdout } = await type(['list', '--requirements', '--only', 'BRG-01', '--json']);
  const [row] = requirements.filter(({ id }) => id === 'BRG-01');
  expect(JSON.parse(stdout)).toEqual([
    { ...row, checks: expect.any(Array), docs: 'docs/requirements/brg.md#brg-01' },
  ]);
});

test('the requirements of an edition are listed, as are its checks', async () => {
  const { stdout } = await type(['list', '--requirements', '--contract', EDITION]);
  expect(stdout).toBe((await type(['list', '--requirements'])).stdout);
  expect(await type(['list', '--contract', '2020-01'])).toMatchObject({
    code: 2,
    stderr: expect.stringContaining(`It knows ${EDITION}.`),
  });
});

test('a requirement is filtered by its own id, with or without a check', async () => {
  const listed = async (...filters: string[]) =>
    (await type(['list', '--requirements', ...filters])).stdout.match(/(?<=^\w+ +)[A-Z][-\w]+/gm);
  expect(await listed('--only', 'ATT-*', '--skip', 'ATT-01', '--skip', '*-04')).toEqual([
    'ATT-02',
    'ATT-03',
    'ATT-05',
  ]);
  expect(await listed('--only', 'ERR-11', '--only', 'cache-08')).toEqual(['ERR-11', 'CACHE-08']);
  const { code, stderr } = await type(['list', '--requirements', '--only', 'MSG-HDR-99']);
  expect({ code, stderr }).toEqual({
    code: 2,
    stderr: expect.stringMatching(/matches no requirement \(did/),
  });
});

test('filtered requirements are those that the chosen checks cover', async () => {
  const { stdout } = await type(['list', '--requirements', '--only', 'messages/betas/every-value']);
  expect(stdout).toMatch(
    /^must {4}MSG-HDR-01 {2}.+ \(anthropic foundry aws mantle vertex; relay; seen from upstream and client; \d checks?\)\n\n1 requirement, 1 with a check\n/,
  );
});

test('the list of requirements ends with the counts: from where they are judged, and why some are not', async () => {
  const { stdout } = await type(['list', '--requirements', '--only', 'ATT-0*', '--only', 'CACHE-08']);
  expect(stdout.split('\n\n')[1]).toBe(
    '6 requirements, 4 with a check\n' +
      '4 with the recording upstream, 3 from the outside (3 where failures are played), 0 with --slow only\n' +
      'no check, documentation duty of the operator: ATT-02 ATT-05\n',
  );
});

test('a row that repeats others says through which it is judged', async () => {
  const { stdout } = await type(['list', '--requirements', '--format', 'bedrock', '--format', 'foundry']);
  expect(stdout).toMatch(
    /^must {4}BDR-STR-07 {2}.+ \(bedrock; relay; seen from .+; judged through MSG-STR-11\)$/m,
  );
  expect(stdout).toMatch(
    /^must {4}FDY-01 {2}.+ \(foundry; relay; seen from .+; judged through \d\d rows\)$/m,
  );
  expect(stdout).toMatch(
    /^must {4}GEN-EP-01 {2}.+ \(all formats; relay bridge; seen from .+; \d checks?\)$/m,
  );
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
