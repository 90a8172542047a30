import type { JsonObject } from '../wire/scenario.ts';
import { objects } from './conversation.ts';

/**
 * The verdict that auto mode waits for: every call of the answer was evaluated and not flagged. Without
 * it Claude Code refuses each call (and exits with 1), so it is part of every answer with a call, scripted
 * or not, unless the answer brings its own.
 * @returns `safeguard_results`, or undefined when the request asked for no `dangerous_tool_use` safeguard
 *   or the answer has no call
 */
export function safeguardResults(
  body: JsonObject,
  content: readonly JsonObject[],
): readonly JsonObject[] | undefined {
  const asked = objects(body['safeguards']).some(({ type }) => type === 'dangerous_tool_use');
  const calls = content.filter(({ type }) => type === 'tool_use');
  if (!asked || calls.length === 0) return undefined;
  const verdict = { type: 'evaluated', outcome: 'not_flagged' };
  const verdicts = Object.fromEntries(calls.map(({ id }) => [String(id), verdict]));
  return [{ type: 'dangerous_tool_use', status: { type: 'available', tool_uses: verdicts } }];
}
