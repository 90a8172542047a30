import { expect, test } from 'vitest';
import { requirements } from '../contract/index.ts';
import { loadChecks } from '../run/load.ts';
import { type } from '../testbed/terminal.ts';
import { explanation } from './explain.ts';

test('a requirement is explained from rule to source, under its id in any case', async () => {
  const { code, stdout } = await type(['explain', 'msg-hdr-01']);
  const headings = stdout.split('\n').filter((line) => line !== '' && !line.startsWith(' '));
  expect(headings).toEqual([
    'MSG-HDR-01: Every value of `anthropic-beta` reaches the upstream',
    'Level: MUST',
    'Applies to',
    'What breaks',
    'What to change',
    'How it is observed',
    'How to dispute it',
    'Source',
    'On a page',
  ]);
  expect(stdout).toContain('  messages/betas/every-value: ');
  expect(stdout).toContain('  https://code.claude.com/docs/en/llm-gateway-protocol\n');
  expect(code).toBe(0);
});

test('a requirement is found on its page in the package', async () => {
  expect((await type(['explain', 'MSG-HDR-01b'])).stdout).toContain(
    'On a page\n  docs/requirements/msg-hdr.md#msg-hdr-01b in this package\n',
  );
});

test('a point that the documents leave open is told, settled or not', async () => {
  expect((await type(['explain', 'DISC-06'])).stdout).toMatch(/^Settled\n {2}\S/m);
  expect((await type(['explain', 'ERR-06'])).stdout).toMatch(/^Open\n {2}\S/m);
});

test('a requirement without a check says why', async () => {
  const { stdout } = await type(['explain', 'ERR-11']);
  expect(stdout).toMatch(/How it is observed\n {2}No check: needs a real login\. /);
});

test('a requirement that repeats others names them, and where it applies', async () => {
  const { stdout } = await type(['explain', 'VTX-HDR-02']);
  expect(stdout).toContain('Applies to\n  vertex; relay; since edition 2026-11.\n');
  expect(stdout).toContain(
    'Judged through the rows that it repeats, whose checks run with --format vertex:\n',
  );
  expect(stdout).toContain('  MSG-HDR-06: `anthropic-version` reaches the upstream as it was sent\n');
});

test('a check is explained by what it proves', async () => {
  const { code, stdout } = await type(['explain', 'messages/betas/every-value']);
  expect(stdout).toMatch(/^messages\/betas\/every-value\n/);
  expect(stdout).toContain('Proves\n  MSG-HDR-01: ');
  expect(stdout).toContain('Runs in\n  anthropic, vertex, foundry, aws, mantle\n');
  expect(stdout).toContain('--only messages/betas/every-value --traces --json report.json');
  expect(code).toBe(0);
});

test.each([
  ['messages/betas/every-value', '', 'anthropic, vertex, foundry, aws, mantle'],
  ['bedrock/frames/whole', '--format bedrock ', 'bedrock'],
  ['common/limits/most-messages', '--slow ', 'anthropic, bedrock, vertex, foundry, aws, mantle'],
  ['canary/headers/unknown-beta', '--no-upstream ', 'anthropic, bedrock, vertex, foundry, aws, mantle'],
  ['bridge/kept/long-context', '--upstream-format <format> ', 'anthropic, foundry, aws, mantle; for bridges'],
])('%s is repeated where it applies', async (id, option, formats) => {
  const { stdout } = await type(['explain', id]);
  expect(stdout).toContain(`gateway-check run <url> ${option}--only ${id} --traces`);
  expect(stdout).toContain(`Runs in\n  ${formats}\n`);
});

test('every id there is has a page whose lines fit a terminal', async () => {
  const checks = await loadChecks();
  for (const { id } of [...requirements, ...checks]) {
    const lines = explanation(id, checks).split('\n');
    const long = lines.filter((line) => line.length > 100 && line.trim().includes(' '));
    expect({ id, long }).toEqual({ id, long: [] });
  }
});
