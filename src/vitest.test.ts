import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const ROOT = fileURLToPath(new URL('..', import.meta.url));

interface Outcome {
  readonly title: string;
  readonly status: string;
  readonly failureMessages: readonly string[];
}

/** Runs a file of the testbed in a vitest of its own, as a user would. */
async function vitest(file: string, env: { readonly [name: string]: string } = {}) {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'src/testbed/binding/config.ts', file];
  const child = spawn(process.execPath, [...args, '--reporter=json', '--reporter=verbose'], {
    cwd: ROOT,
    env: { ...process.env, ...env, NO_COLOR: '1' },
  });
  let text = '';
  child.stdout.on('data', (bytes) => {
    text += bytes;
  });
  let errors = '';
  child.stderr.on('data', (bytes) => {
    errors += bytes;
  });
  const code = await new Promise((resolve) => child.on('close', resolve));
  const json = text.slice(text.indexOf('{"numTotal'), text.lastIndexOf('}') + 1);
  const report: { testResults: { assertionResults: Outcome[] }[] } = JSON.parse(json);
  return { code, text, errors, outcomes: report.testResults[0]?.assertionResults ?? [] };
}

test('a violated MUST fails with what was seen, a SHOULD is annotated, a skip has its reason', async () => {
  const { code, text, outcomes } = await vitest('broken.case.ts');
  const statusOf = Object.fromEntries(outcomes.map(({ title, status }) => [title, status]));
  expect(statusOf).toMatchObject({
    'messages/betas/every-value': 'passed',
    'messages/betas/nothing-added': 'passed',
    'messages/version/forwarded': 'failed',
    'messages/keep-alive/long-silence': 'skipped',
  });
  const [told] = outcomes.find(({ status }) => status === 'failed')?.failureMessages ?? [];
  expect(told).toMatch(/FAIL {2}messages\/version\/forwarded[\s\S]*actual {4}.*2023-01-01[\s\S]*remedy {4}/);
  expect(told).not.toContain('src/vitest.ts');
  expect(text).toMatch(/WARN {2}messages\/betas\/nothing-added/);
  expect(text).toContain('[takes long; add --slow]');
  expect(code).toBe(1);
});

test('target and upstream come from the environment, and a gateway that is not wired says so once', async () => {
  const { code, errors, outcomes } = await vitest('environment.case.ts', {
    GATEWAY_CHECK_URL: 'http://127.0.0.1:9',
    GATEWAY_CHECK_UPSTREAM: '0',
  });
  expect(errors.match(/messages\?beta=true: the target could not be reached/g)).toHaveLength(1);
  expect(errors).not.toContain('wiring.ts');
  expect(outcomes.map(({ status }) => status)).not.toContain('passed');
  expect(code).toBe(1);
});
