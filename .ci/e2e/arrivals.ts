import { expect } from 'vitest';
import type { Mock } from '../../src/mock/server.ts';
import type { Exchange } from '../../src/net/exchange.ts';
import { header, headerList } from '../../src/wire/headers.ts';
import type { Credential, Mode } from './modes/mode.ts';

/** Expects so many whole turns with the mode's headers, and no other request but those of a start; their bodies. */
export function turnsOf(mock: Mock, mode: Mode, credential: Credential, count: number) {
  const turns = mock.journal.exchanges.filter((exchange) => lineOf(exchange) === mode.turn);
  expect(turns.map((turn) => [turn.response.status, turn.ended])).toEqual(
    Array(count).fill([200, 'complete']),
  );
  for (const turn of turns) {
    const { headers } = turn.request;
    expectCredential(turn, credential);
    expect(headerList(headers, 'anthropic-beta')).toEqual(mode.betas);
    expect(header(headers, 'anthropic-version')).toBe('2023-06-01');
    expect(header(headers, 'x-claude-code-session-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(header(headers, 'x-stainless-retry-count')).toBe('0');
    for (const [name, value] of Object.entries(mode.headers ?? {})) expect(header(headers, name)).toBe(value);
  }
  expectOthers(mock, mode.turn, startupOf(mode, credential));
  return turns.map((turn) => JSON.parse(Buffer.from(turn.request.body).toString()));
}

/** Expects a count of each of many parts of the prompt, and no other request but those before the counts. */
export function expectCounts(mock: Mock, mode: Mode, credential: Credential): void {
  const counts = mock.journal.exchanges.filter((exchange) => lineOf(exchange) === mode.count);
  expect(counts.length).toBeGreaterThan(20);
  for (const count of counts) {
    expect([count.response.status, count.ended]).toEqual([200, 'complete']);
    expectCredential(count, credential);
  }
  expectOthers(mock, mode.count, [...startupOf(mode, credential), ...(mode.lookups ?? []).map(answered)]);
}

/** The requests before the first turn, each with whether it is answered. */
function startupOf(mode: Mode, { probes = [], isOnTurnsOnly = false }: Credential): string[] {
  return [...(mode.startup ?? []).map(isOnTurnsOnly ? refused : answered), ...probes.map(answered)];
}

/** Expects exactly these requests beside those of `line`, in any order: probes run side by side. */
function expectOthers(mock: Mock, line: string, others: readonly string[]): void {
  const arrived = mock.journal.exchanges.filter((exchange) => lineOf(exchange) !== line);
  const outcomes = arrived.map((exchange) =>
    exchange.response.status === 200 ? answered(lineOf(exchange)) : refused(lineOf(exchange)),
  );
  expect(outcomes.sort()).toEqual([...others].sort());
}

function answered(line: string): string {
  return `${line} answered`;
}

function refused(line: string): string {
  return `${line} refused`;
}

function expectCredential({ request }: Exchange, { header: expected }: Credential): void {
  for (const name of ['x-api-key', 'authorization']) {
    const value = header(request.headers, name);
    if (expected?.[0] === name) expect(value).toMatch(expected[1]);
    else expect(value).toBeUndefined();
  }
}

/** Method and target as they arrived. */
export function lineOf({ request }: Exchange): string {
  return `${request.method} ${request.target}`;
}

interface ToolResult {
  readonly type: string;
  readonly tool_use_id: string;
  readonly content: unknown;
}

/** The tool results of a conversation, in order. */
export function toolResults(body: { messages: { content: unknown }[] }): { id: string; text: string }[] {
  return body.messages
    .flatMap((message) => (Array.isArray(message.content) ? (message.content as ToolResult[]) : []))
    .filter((block) => block.type === 'tool_result')
    .map((block) => ({ id: block.tool_use_id, text: JSON.stringify(block.content) }));
}
