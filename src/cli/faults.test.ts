import { getEventListeners } from 'node:events';
import { expect, test } from 'vitest';
import stripped from '../mock/faults/beta-header-stripped.fault.ts';
import type { Fault } from '../mock/faults/fault.ts';
import { type } from '../testbed/terminal.ts';
import { faults } from './faults.ts';

/** The command on these broken gateways instead of the built-in ones. */
async function onThese(all: readonly Fault[], json = false) {
  let stdout = '';
  const write = (text: string) => {
    stdout += text;
  };
  const { signal } = new AbortController();
  const io = {
    stdout: { write },
    stderr: { write: () => {} },
    stdin: (async function* () {})(),
    env: {},
    interruption: () => signal,
  };
  return { code: await faults({ json }, io, all), stdout, signal };
}

test('prints what each chosen gateway tripped in each of its formats, and ends with 0 when that was declared', async () => {
  const { code, stdout } = await type(['faults', '--only', 'beta-header-str*', '--only', 'thinking-param-*']);
  expect(stdout).toMatch(
    /^ok {6}beta-header-stripped, anthropic, upstream: Drops the anthropic-beta header \(LiteLLM, .*\)\n {8}fail messages\/betas\/every-value \(MSG-HDR-01\)\n/,
  );
  expect(stdout).toMatch(/\nok {6}beta-header-stripped, vertex, upstream: /);
  for (const format of ['anthropic', 'bedrock', 'vertex']) {
    expect(stdout).toContain(`\nok      thinking-param-dropped, ${format}, upstream: `);
  }
  expect(stdout).toMatch(/\n5 of 5 trials of 2 broken gateways as declared\n$/);
  expect(code).toBe(0);
});

test('names the format before the upstream of a bridge', async () => {
  const { code, stdout } = await type(['faults', '--only', 'cache-control-scope-unsupported']);
  expect(stdout).toMatch(/^ok {6}cache-control-scope-unsupported, anthropic to vertex, upstream: /);
  expect(stdout).toContain('\nok      cache-control-scope-unsupported, anthropic to bedrock, upstream: ');
  expect(code).toBe(0);
});

test('tries the formats that are asked for, and none in which there is nothing to try', async () => {
  const only = ['--only', 'thinking-param-dropped', '--only', 'beta-header-stripped'];
  const { stdout } = await type(['faults', ...only, '--format', 'bedrock']);
  expect(stdout).toMatch(/^ok {6}thinking-param-dropped, bedrock, /);
  expect(stdout).toMatch(/\n1 of 1 trials of 2 broken gateways as declared\n$/);
  expect(await type(['faults', ...only, '--format', 'mantle'])).toEqual({
    code: 2,
    stdout: '',
    stderr: 'gateway-check: None of these gateways is broken in mantle. Leave out --format.\n',
  });
});

test('names what did not trip and what tripped undeclared, and ends with 1', async () => {
  const wrong: Fault = { ...stripped, formats: ['anthropic'], trips: ['messages/version/forwarded'] };
  const { code, stdout } = await onThese([wrong]);
  expect(stdout).toMatch(/^MISSED {2}beta-header-stripped/);
  expect(stdout).toContain('\n        not declared: fail messages/betas/every-value (MSG-HDR-01)\n');
  expect(stdout).toContain('\n        did not trip: messages/version/forwarded\n');
  expect(stdout).toMatch(/\n0 of 1 trials of 1 broken gateways as declared\n$/);
  expect(code).toBe(1);
});

test('gives the matrix as JSON', async () => {
  const { code, stdout } = await onThese([stripped], true);
  const trip = { check: 'messages/betas/every-value', status: 'fail', rows: ['MSG-HDR-01'] };
  const all = ['anthropic', 'vertex'].map((format) => ({
    id: 'beta-header-stripped',
    format,
    vantage: 'upstream',
    asDeclared: true,
    tripped: expect.arrayContaining([trip]),
    missed: [],
    extra: [],
  }));
  expect(JSON.parse(stdout)).toMatchObject(all);
  expect(code).toBe(0);
});

test('a trial that has ended no longer listens to the signal of the command', async () => {
  const { code, signal } = await onThese([stripped]);
  expect(getEventListeners(signal, 'abort')).toEqual([]);
  expect(code).toBe(0);
});

test('refuses a glob that matches nothing, with the nearest id', async () => {
  expect(await type(['faults', '--only', 'beta-header-striped'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'gateway-check: --only beta-header-striped matches no broken gateway (did you mean beta-header-stripped?).\n',
  });
});

test('interrupted, it still prints what it has', async () => {
  const given = new AbortController();
  const typed = await type(['faults'], {
    interruption: given.signal,
    onOutput: (text) => {
      if (text.startsWith('ok')) given.abort();
    },
  });
  expect(typed.code).toBe(130);
  expect(typed.stdout).toMatch(/\n1 of \d+ trials of \d+ broken gateways as declared\n$/);
});
