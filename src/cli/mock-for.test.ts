import { expect, test } from 'vitest';
import { during } from '../testbed/mocking.ts';
import { type } from '../testbed/terminal.ts';

/** The variables that are printed, without those that all formats share. */
async function printed(args: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { stdout } = await during(args, async () => {}, { env });
  const [head, ...lines] = stdout.trimEnd().split('\n');
  expect(head).toMatch(/^# The mock listens on .* In the shell of Claude Code:$/);
  expect(lines.splice(-2)).toEqual(['export CLAUDE_CODE_DISABLE_NONESSENTIAL_TRAFFIC=1', 'claude']);
  return lines.map((line) => line.replace(/^export /, ''));
}

const PAIR = ['--aws-access-key-id', 'AKIDEXAMPLE', '--aws-secret-access-key', "it's secret"];
const BEDROCK = [
  'CLAUDE_CODE_USE_BEDROCK=1',
  'ANTHROPIC_BEDROCK_BASE_URL=http://127.0.0.1:PORT',
  'AWS_REGION=us-east-1',
];

test.each([
  ['bedrock', [...BEDROCK, 'AWS_BEARER_TOKEN_BEDROCK=GOOD']],
  [
    'vertex',
    [
      'CLAUDE_CODE_USE_VERTEX=1',
      'ANTHROPIC_VERTEX_BASE_URL=http://127.0.0.1:PORT/v1',
      'ANTHROPIC_VERTEX_PROJECT_ID=any-project',
      'CLOUD_ML_REGION=us-east5',
      'CLAUDE_CODE_SKIP_VERTEX_AUTH=1',
      'ANTHROPIC_AUTH_TOKEN=GOOD',
    ],
  ],
  [
    'foundry',
    [
      'CLAUDE_CODE_USE_FOUNDRY=1',
      'ANTHROPIC_FOUNDRY_BASE_URL=http://127.0.0.1:PORT',
      'ANTHROPIC_FOUNDRY_API_KEY=GOOD',
      'ANTHROPIC_MODEL=claude-opus-5-5',
    ],
  ],
  [
    'aws',
    [
      'CLAUDE_CODE_USE_ANTHROPIC_AWS=1',
      'ANTHROPIC_AWS_BASE_URL=http://127.0.0.1:PORT',
      'ANTHROPIC_AWS_WORKSPACE_ID=any-workspace',
      'AWS_REGION=us-east-1',
      'ANTHROPIC_AWS_API_KEY=GOOD',
    ],
  ],
  [
    'mantle',
    [
      'CLAUDE_CODE_USE_MANTLE=1',
      'ANTHROPIC_BEDROCK_MANTLE_BASE_URL=http://127.0.0.1:PORT',
      'AWS_REGION=us-east-1',
      'AWS_BEARER_TOKEN_BEDROCK=GOOD',
    ],
  ],
])('--for %s prints its variables, with the key that is good', async (format, lines) => {
  const withKey = (key: string) => lines.map((line) => line.replace('GOOD', key));
  expect(await printed(['--for', format])).toEqual(withKey('any-key-is-good'));
  expect(await printed(['--for', format, '--api-key', 'a key', ...PAIR])).toEqual(withKey("'a key'"));
  expect(await printed(['--for', format], { GATEWAY_CHECK_API_KEY: 'k' })).toEqual(
    withKey('"$GATEWAY_CHECK_API_KEY"'),
  );
});

test.each(['bedrock', 'aws', 'mantle'])('--for %s prints the pair that is to sign', async (format) => {
  expect((await printed(['--for', format, ...PAIR])).slice(-2)).toEqual([
    'AWS_ACCESS_KEY_ID=AKIDEXAMPLE',
    `AWS_SECRET_ACCESS_KEY='it'\\''s secret'`,
  ]);
  const env = { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 's', AWS_SESSION_TOKEN: 't' };
  expect((await printed(['--for', format, ...PAIR.slice(0, 2)], env)).slice(-3)).toEqual([
    'AWS_ACCESS_KEY_ID=AKIDEXAMPLE',
    'AWS_SECRET_ACCESS_KEY="$AWS_SECRET_ACCESS_KEY"',
    'AWS_SESSION_TOKEN="$AWS_SESSION_TOKEN"',
  ]);
});

test('a format that does not exist is refused', async () => {
  expect(await type(['mock', '--for', 'bedrok'])).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'gateway-check: --for bedrok: no such format (did you mean bedrock?). There are anthropic, bedrock, vertex, foundry, aws and mantle.\n',
  });
});
