import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type } from '../testbed/terminal.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'gateway-check-bridging-'));
});
afterAll(() => rm(folder, { recursive: true }));

test.each([
  ['anthropic', [], /with Messages on both hops a gateway is a relay\. Leave it out\./],
  ['foundry', [], /that is Messages, and with Messages on both hops a gateway is a relay/],
  ['bedrok', [], /no bridge to that is checked \(did you mean bedrock\?\)\. Give bedrock or vertex\./],
  ['bedrock', ['--format', 'bedrock'], /With bedrock on both hops a gateway is a relay\. Leave one/],
  [
    'bedrock',
    ['--format', 'vertex'],
    /a bridge takes Messages, and vertex is to be checked\. Leave one of them out\./,
  ],
  ['vertex', ['--format', 'all'], /a bridge takes Messages, and bedrock is to be checked/],
])('--upstream-format %s %j is no bridge', async (format, more, message) => {
  const { code, stdout, stderr } = await type(['run', '--upstream-format', format, ...more]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
  expect(stderr).toContain(`--upstream-format ${format}: `);
});

test.each([
  [{ topology: 'bridge' }, /topology is bridge, but upstreamFormat is missing\. Give bedrock or vertex\./],
  [{ topology: 'relay', upstreamFormat: 'vertex' }, /topology is relay, and upstreamFormat is vertex/],
  [
    { upstreamFormat: 'vertex', formats: { vertex: {} } },
    /upstreamFormat vertex: a bridge takes Messages, and vertex is to be checked\. With vertex on both/,
  ],
  [{ upstreamFormat: 'anthropic' }, /upstreamFormat/],
])('a target file with %j is refused', async (file, message) => {
  const path = join(folder, 'refused.json');
  await writeFile(path, JSON.stringify(file));
  const { code, stdout, stderr } = await type(['run', '--target', path]);
  expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
  expect(stderr).toMatch(message);
});

test('a target file may say what the command line does not, and the command line wins', async () => {
  const path = join(folder, 'bridge.json');
  await writeFile(path, JSON.stringify({ topology: 'bridge', upstreamFormat: 'vertex' }));
  const only = ['--only', 'bridge/request-shape/*', '--json', '-'];
  for (const [more, provider] of [
    [[], 'vertex'],
    [['--upstream-format', 'bedrock'], 'bedrock'],
  ] as const) {
    const { code, stdout, stderr } = await type(['run', '--target', path, ...more, ...only]);
    const report = JSON.parse(stdout);
    expect(report.target).toMatchObject({ topology: 'bridge', upstreamFormat: provider });
    expect(report.summary.must).toMatchObject({ pass: 1, fail: 0, skip: 0 });
    expect(stderr).toContain(`checking the built-in reference bridge from Messages to ${provider}.`);
    expect(code).toBe(0);
  }
});

test('the command that repeats a check says what the bridge speaks', async () => {
  const { stdout } = await type([
    'run',
    '--upstream-format',
    'bedrock',
    '--only',
    'bridge/kept/long-context',
    '--json',
    '-',
  ]);
  expect(JSON.parse(stdout).results[0].repeat).toContain('--upstream-format bedrock ');
});
