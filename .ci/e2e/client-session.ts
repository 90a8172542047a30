import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { scenarioFileSchema, scenariosOf } from '../../src/mock/scenario-file.ts';
import { type Mock, startMock } from '../../src/mock/server.ts';
import { during } from '../../src/testbed/mocking.ts';
import type { Scenario } from '../../src/wire/scenario.ts';
import { expectCounts, lineOf, toolResults, turnsOf } from './arrivals.ts';
import { runClaude } from './claude-code.ts';
import type { Credential, Mode } from './modes/mode.ts';

/** The example that is shipped: two tool calls and a last word. */
const EXAMPLE = new URL('../../fixtures/scenarios/two-tools.json', import.meta.url);
const TWO_TOOLS = scenariosOf(scenarioFileSchema.parse(JSON.parse(readFileSync(EXAMPLE, 'utf8'))));

/** Every count gets this number, which no estimate of the client would give. */
const COUNT = 77;

/** Not one of the read-only commands, which auto mode lets pass unchecked. */
const CHECKED_COMMAND = `sh -c 'printf marker-%d 4711'`;
const ONE_CHECKED_CALL: readonly Scenario[] = [
  {
    match: { lastUserText: 'run the command', tool: 'Bash' },
    answer: {
      message: {
        content: [
          {
            type: 'tool_use',
            id: 'toolu_01bashbashbashbashbash',
            name: 'Bash',
            input: { command: CHECKED_COMMAND, description: 'Print a marker' },
          },
        ],
        stop_reason: 'tool_use',
      },
    },
    // The turn after it is answered by default, with the result of the call.
    times: 1,
  },
];
const BROKEN_STREAM: Scenario = {
  match: { stream: true },
  answer: {
    steps: [
      {
        event: {
          type: 'message_start',
          message: {
            id: 'msg_01brokenbrokenbroken',
            type: 'message',
            role: 'assistant',
            model: 'claude-opus-5-5',
            content: [],
            stop_reason: null,
            stop_sequence: null,
            usage: { input_tokens: 1, output_tokens: 1 },
          },
        },
      },
      { event: { type: 'error', error: { type: 'api_error', message: 'The model has tripped.' } } },
    ],
  },
};
const AUTO_BETAS = ['dangerous-tool-use-2026-09-03', 'afk-mode-2026-01-31'];

/**
 * A session of two tool calls: what the developer sees, and every request that arrived; `gateway` stands
 * between the client and the mock.
 */
export async function expectSession(
  mode: Mode,
  credential: Credential,
  gateway?: (upstream: string) => Promise<AsyncDisposable & { readonly url: string }>,
): Promise<void> {
  await againstMock(credential, TWO_TOOLS, async (mock) => {
    await using between = await gateway?.(mock.url);
    const run = await runClaude(
      ['-p', 'run the command, then read note.txt', '--allowedTools', 'Bash,Read'],
      { ...mode.env(between?.url ?? mock.url), ...credential.env },
      { 'note.txt': 'lanterns at dusk\n' },
    );
    expect(run).toEqual({ exitCode: 0, stdout: 'The note says: lanterns at dusk.\n', stderr: '' });
    const bodies = turnsOf(mock, mode, credential, 3);
    const [first, , last] = bodies;
    expect(bodies.map((body) => Object.keys(body))).toEqual(Array(3).fill(mode.keys));
    for (const body of bodies) expect(body).toMatchObject(mode.body);
    expect(first.system[0].text).toMatch(
      /^x-anthropic-billing-header: cc_version=2\.1\.330\.[0-9a-f]{3}; cc_entrypoint=sdk-cli;/,
    );
    expect(first.messages[1].role).toBe('system');
    expect(toolResults(last)).toEqual([
      { id: 'toolu_01bashbashbashbashbash', text: expect.stringContaining('marker-4711') },
      { id: 'toolu_01readreadreadreadread', text: expect.stringContaining('lanterns at dusk') },
    ]);
  });
}

/** `/context` counts each part of the prompt by a request of its own and shows the numbers it got. */
export async function expectContext(mode: Mode, credential: Credential): Promise<void> {
  await againstMock(credential, [{ answer: { input_tokens: COUNT } }], async (mock) => {
    const run = await runClaude(['-p', '/context'], { ...mode.env(mock.url), ...credential.env });
    expect(run).toMatchObject({ exitCode: 0, stderr: '' });
    expect(run.stdout).toContain(`**Model:** ${mode.model}`);
    expect(run.stdout).toMatch(new RegExp(`\\| Messages +\\| ${COUNT} +\\|`));
    expectCounts(mock, mode, credential);
  });
}

/** Auto mode runs a call on the verdict that came with it, and asks nobody else about it. */
export async function expectAutoMode(mode: Mode): Promise<void> {
  const [credential] = mode.credentials;
  await againstMock(credential, ONE_CHECKED_CALL, async (mock) => {
    const args = ['-p', 'run the command', '--permission-mode', 'auto'];
    const run = await runClaude(args, { ...mode.env(mock.url), ...credential.env });
    // On stderr all modes but one announce that checks will cost something else.
    expect(run).toMatchObject({ exitCode: 0, stdout: 'Bash answered: marker-4711\n' });
    const bodies = turnsOf(mock, { ...mode, betas: [...mode.betas, ...AUTO_BETAS] }, credential, 2);
    for (const body of bodies) {
      expect(body.safeguards).toMatchObject([{ type: 'dangerous_tool_use' }]);
      // One format lists its beta values in the body, too.
      expect(body.anthropic_beta ?? AUTO_BETAS).toEqual(expect.arrayContaining(AUTO_BETAS));
    }
  });
}

/** The lines of `gateway-check mock` are all that a session needs. */
export async function expectPointed({ format }: Mode): Promise<void> {
  const mock = await during(['--for', format, '--strict'], async (_, text) => {
    const exported = [...text.matchAll(/^export (\w+)=(\S*)$/gm)].map(([, name, value]) => [name, value]);
    const run = await runClaude(['-p', 'hello'], Object.fromEntries(exported));
    expect(run).toEqual({ exitCode: 0, stdout: 'hello\n', stderr: '' });
  });
  expect(mock.stderr).toMatch(/^(.* 200 default\n)+$/);
}

/** `--model` is asked for as the format spells it, in the path where the path names the model. */
export async function expectModel(mode: Mode, given: string, turn: string): Promise<void> {
  const credential = mode.credentials.find(({ keys }) => keys) ?? mode.credentials[0];
  await againstMock(credential, [], async (mock) => {
    const run = await runClaude(['-p', 'hi', '--model', given], { ...mode.env(mock.url), ...credential.env });
    expect(run).toEqual({ exitCode: 0, stdout: 'hi\n', stderr: '' });
    const turns = mock.journal.exchanges.filter((exchange) => lineOf(exchange) === turn);
    expect(turns.map((exchange) => exchange.response.status)).toEqual([200]);
  });
}

/** A stream that fails before its first block is asked for once more, in one piece. */
export async function expectFallback(mode: Mode): Promise<void> {
  const [credential] = mode.credentials;
  await againstMock(credential, [BROKEN_STREAM], async (mock) => {
    const run = await runClaude(['-p', 'hi'], { ...mode.env(mock.url), ...credential.env });
    expect(run).toEqual({ exitCode: 0, stdout: 'hi\n', stderr: '' });
    const probes = credential.probes?.length ?? 0;
    const asked = mock.journal.exchanges.filter(({ operation }) => operation === 'messages').slice(probes);
    expect(asked.map(lineOf)).toEqual([mode.turn, mode.whole]);
    const { stream, max_tokens } = JSON.parse(Buffer.from(asked[1]?.request.body ?? []).toString());
    expect([stream ?? false, max_tokens]).toEqual([false, 64_000]);
  });
}

/**
 * Runs `session` against a mock that objects to whatever the real API refuses. It demands a credential only
 * if the client has one, and then verifies what is signed.
 */
async function againstMock(
  credential: Credential,
  scenarios: readonly Scenario[],
  session: (mock: Mock) => Promise<void>,
): Promise<void> {
  const objections: string[] = [];
  const onWarning = (message: string) => objections.push(message);
  await using mock = await startMock({
    validation: credential.header ? 'strict' : 'lenient',
    ...(credential.keys && { sigv4: credential.keys }),
    scenarios,
    onWarning,
  });
  await session(mock);
  expect(objections).toEqual([]);
}
