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
  const io = {
    stdout: { write },
    stderr: { write: () => {} },
    stdin: (async function* () {})(),
    env: {},
    interruption: () => new AbortController().signal,
  };
  return { code: await faults({ json }, io, all), stdout };
}

test('prints what each chosen gateway tripped, and ends with 0 when that was declared', async () => {
  const { code, stdout } = await type(['faults', '--only', 'beta-header-str*', '--only', 'empty-200']);
  expect(stdout).toMatch(
    /^ok {6}beta-header-stripped, anthropic, upstream: Drops the anthropic-beta header \(LiteLLM, .*\)\n {8}fail messages\/betas\/every-value\n/,
  );
  expect(stdout).toMatch(/\nok {6}empty-200, /);
  expect(stdout).toMatch(/\n2 of 2 broken gateways as declared\n$/);
  expect(code).toBe(0);
});

test('tries each in its own format, and says in which', async () => {
  const { code, stdout } = await type([
    'faults',
    ...['bedrock-model-injected', 'vertex-body-version-dropped', 'bridge-stream-left-in-body'].flatMap(
      (id) => ['--only', id],
    ),
  ]);
  expect(stdout).toMatch(/^ok {6}bedrock-model-injected, bedrock, upstream: /);
  expect(stdout).toMatch(/\nok {6}bridge-stream-left-in-body, anthropic to bedrock, upstream: /);
  expect(stdout).toMatch(/\nok {6}vertex-body-version-dropped, vertex, upstream: /);
  expect(code).toBe(0);
});

test('names what did not trip and what tripped undeclared, and ends with 1', async () => {
  const wrong = { ...stripped, trips: ['messages/version/forwarded'] };
  const { code, stdout } = await onThese([wrong]);
  expect(stdout).toMatch(/^MISSED {2}beta-header-stripped/);
  expect(stdout).toContain('\n        not declared: fail messages/betas/every-value\n');
  expect(stdout).toContain('\n        did not trip: messages/version/forwarded\n');
  expect(stdout).toMatch(/\n0 of 1 broken gateways as declared\n$/);
  expect(code).toBe(1);
});

test('gives the matrix as JSON', async () => {
  const { code, stdout } = await onThese([stripped], true);
  expect(JSON.parse(stdout)).toMatchObject([
    {
      id: 'beta-header-stripped',
      formats: ['anthropic'],
      triedIn: 'anthropic',
      vantage: 'upstream',
      asDeclared: true,
      tripped: [{ check: 'messages/betas/every-value', status: 'fail' }],
      missed: [],
      extra: [],
    },
  ]);
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
  expect(typed.stdout).toMatch(/\n1 of \d+ broken gateways as declared\n$/);
});
