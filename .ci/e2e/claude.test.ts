import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { scenarioFileSchema, scenariosOf } from '../../src/mock/scenario-file.ts';
import { startMock } from '../../src/mock/server.ts';
import type { Exchange } from '../../src/net/exchange.ts';
import { header, headerList } from '../../src/wire/headers.ts';
import { claudeCode, runClaude } from './claude-code.ts';
import { startNginx, TUNED } from './nginx.ts';

/** The example that is shipped: two tool calls and a last word. */
const EXAMPLE = new URL('../../fixtures/scenarios/two-tools.json', import.meta.url);
const SCENARIOS = scenariosOf(scenarioFileSchema.parse(JSON.parse(readFileSync(EXAMPLE, 'utf8'))));

const KEY = 'sk-ant-gateway-check-e2e';
/** The download happens once; the runs themselves take about a second each. */
const DOWNLOAD_LIMIT = 600_000;

test('Claude Code can be had', { timeout: DOWNLOAD_LIMIT }, async () => {
  expect(await claudeCode()).toMatch(/claude$/);
});

test('Claude Code completes a session with two tools against the mock', { timeout: 60_000 }, async () => {
  await using mock = await startMock({ validation: 'strict', scenarios: SCENARIOS });
  await session(mock.url);
  journalled(mock.journal.exchanges);
});

test('Claude Code completes the same session through nginx', { timeout: 60_000 }, async () => {
  await using mock = await startMock({ validation: 'strict', scenarios: SCENARIOS });
  await using nginx = await startNginx(mock.url, TUNED);
  await session(nginx.url);
  journalled(mock.journal.exchanges);
});

async function session(url: string): Promise<void> {
  const run = await runClaude(
    ['-p', 'run the command, then read note.txt', '--allowedTools', 'Bash,Read'],
    { ANTHROPIC_BASE_URL: url, ANTHROPIC_API_KEY: KEY },
    { 'note.txt': 'lanterns at dusk\n' },
  );
  expect(run).toEqual({ exitCode: 0, stdout: 'The note says: lanterns at dusk.\n', stderr: '' });
}

function journalled(exchanges: readonly Exchange[]): void {
  const turns = exchanges.filter((exchange) => exchange.operation === 'messages');
  expect(
    turns.map((turn) => [turn.request.method, turn.request.target, turn.response.status, turn.ended]),
  ).toEqual(Array(3).fill(['POST', '/v1/messages?beta=true', 200, 'complete']));
  for (const { request } of turns) {
    expect(header(request.headers, 'x-api-key')).toBe(KEY);
    expect(header(request.headers, 'authorization')).toBeUndefined();
    expect(header(request.headers, 'anthropic-version')).toBe('2023-06-01');
    expect(headerList(request.headers, 'anthropic-beta')).toContain('claude-code-20250219');
    expect(header(request.headers, 'x-claude-code-session-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(header(request.headers, 'x-stainless-retry-count')).toBe('0');
  }
  const bodies = turns.map((turn) => JSON.parse(Buffer.from(turn.request.body).toString()));
  const keys = [
    'model',
    'messages',
    'system',
    'tools',
    'metadata',
    'max_tokens',
    'thinking',
    'context_management',
    'output_config',
    'stream',
  ];
  expect(bodies.map((body) => Object.keys(body))).toEqual(Array(3).fill(keys));
  expect(bodies[0].system[0].text).toMatch(
    /^x-anthropic-billing-header: cc_version=2\.1\.330\.[0-9a-f]{3}; cc_entrypoint=sdk-cli;/,
  );
  expect(bodies[0].messages[1].role).toBe('system');
  expect(bodies.map((body) => body.stream)).toEqual([true, true, true]);
  expect(toolResults(bodies[2])).toEqual([
    { id: 'toolu_01bashbashbashbashbash', text: expect.stringContaining('marker-4711') },
    { id: 'toolu_01readreadreadreadread', text: expect.stringContaining('lanterns at dusk') },
  ]);
}

interface ToolResult {
  readonly type: string;
  readonly tool_use_id: string;
  readonly content: unknown;
}

function toolResults(body: { messages: { content: unknown }[] }): { id: string; text: string }[] {
  return body.messages
    .flatMap((message) => (Array.isArray(message.content) ? (message.content as ToolResult[]) : []))
    .filter((block) => block.type === 'tool_result')
    .map((block) => ({ id: block.tool_use_id, text: JSON.stringify(block.content) }));
}
