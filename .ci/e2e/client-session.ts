import { expect } from 'vitest';
import { formatOf } from '../../src/run/arrival.ts';
import { setUp } from '../../src/stand.ts';
import type { Provider } from '../../src/wire/capabilities.ts';
import { toolResults, turnsOf } from './arrivals.ts';
import { runClaude } from './claude-code.ts';
import type { Credential, Mode } from './modes/mode.ts';
import { ONE_CHECKED_CALL, TWO_TOOLS } from './scenarios.ts';
import { againstMock } from './strict-mock.ts';

/** What the last turn of the example brings back. */
const RESULTS = [
  { id: 'toolu_01bashbashbashbashbash', text: expect.stringContaining('marker-4711') },
  { id: 'toolu_01readreadreadreadread', text: expect.stringContaining('lanterns at dusk') },
];
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
    await runTwoTools({ ...mode.env(between?.url ?? mock.url), ...credential.env });
    const bodies = turnsOf(mock, mode, credential, 3);
    const [first, , last] = bodies;
    expect(bodies.map((body) => Object.keys(body))).toEqual(Array(3).fill(mode.keys));
    for (const body of bodies) expect(body).toMatchObject(mode.body);
    expect(first.system[0].text).toMatch(
      /^x-anthropic-billing-header: cc_version=2\.1\.330\.[0-9a-f]{3}; cc_entrypoint=sdk-cli;/,
    );
    expect(first.messages[1].role).toBe('system');
    expect(toolResults(last)).toEqual(RESULTS);
  });
}

/** The same session in Messages through the reference bridge, in front of a mock as strict as the provider. */
export async function expectBridged(upstreamFormat: Provider): Promise<void> {
  await againstMock({ header: ['authorization', /^Bearer /] }, TWO_TOOLS, async (mock) => {
    await using stand = await setUp({
      target: { topology: 'bridge', upstreamFormat },
      upstream: { url: mock.url },
    });
    const [{ url, credential }] = stand.targets;
    await runTwoTools({ ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: credential?.secret ?? '' });
    const { exchanges } = mock.journal;
    const seen = exchanges.map((exchange) => `${exchange.response.status} ${formatOf(exchange).id}`);
    expect(seen).toEqual(Array(3).fill(`200 ${upstreamFormat}`));
    const last = Buffer.from(exchanges.at(-1)?.request.body ?? []).toString();
    expect(toolResults(JSON.parse(last))).toEqual(RESULTS);
  });
}

async function runTwoTools(env: Readonly<Record<string, string>>): Promise<void> {
  const run = await runClaude(
    ['-p', 'run the command, then read note.txt', '--allowedTools', 'Bash,Read'],
    env,
    { files: { 'note.txt': 'lanterns at dusk\n' } },
  );
  expect(run).toEqual({ exitCode: 0, stdout: 'The note says: lanterns at dusk.\n', stderr: '' });
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
