import { expect } from 'vitest';
import { during } from '../../src/testbed/mocking.ts';
import { expectCounts, lineOf } from './arrivals.ts';
import { runClaude } from './claude-code.ts';
import type { Credential, Mode } from './modes/mode.ts';
import { BROKEN_STREAM, COUNT } from './scenarios.ts';
import { againstMock } from './strict-mock.ts';

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
