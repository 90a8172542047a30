import type { Json, JsonObject } from '../../wire/scenario.ts';
import { objects } from '../conversation.ts';
import { CHARACTERS_PER_TOKEN, measure } from '../measure.ts';

/** Role markers and separators around each message and tool. */
export const TOKENS_PER_ENTRY = 4;

/**
 * Estimated prompt size in tokens, deterministic: every string and key of `system`, `messages` and
 * `tools` at four characters a token, four more for each message and tool, 1500 for each base64 file.
 * count_tokens answers the same number that Messages reports as `input_tokens`.
 */
export function inputTokens(body: JsonObject): number {
  const { system, messages, tools } = body;
  const size = characters(system) + characters(messages) + characters(tools);
  const entries = objects(messages).length + objects(tools).length;
  return Math.max(1, tokens(size) + entries * TOKENS_PER_ENTRY);
}

/** So many characters in tokens. */
export function tokens(size: number): number {
  return Math.ceil(size / CHARACTERS_PER_TOKEN);
}

/** Estimated size of an answer's content in tokens, at least 1. */
export function outputTokens(content: readonly JsonObject[]): number {
  return Math.max(1, Math.ceil(characters(content) / CHARACTERS_PER_TOKEN));
}

/**
 * The usage of a finished message in the key order of mid-2026 recordings, with `beside` the counts what its
 * API adds; `given` keys win. Keys that the real API adds only for thinking and for its own tools are there
 * only then.
 */
export function usageOf(
  content: readonly JsonObject[],
  body: JsonObject,
  beside: JsonObject,
  given?: JsonObject,
): JsonObject {
  const usage: { [key: string]: Json } = {
    input_tokens: given?.['input_tokens'] ?? inputTokens(body),
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    output_tokens: outputTokens(content),
  };
  // Filled member by member: spreading several objects into one costs far more.
  if (content.some(isThought)) {
    usage['output_tokens_details'] = { thinking_tokens: outputTokens(content.filter(isThought)) };
  }
  Object.assign(usage, beside);
  const searches = calls(content, 'web_search');
  const fetches = calls(content, 'web_fetch');
  if (searches + fetches > 0) {
    usage['server_tool_use'] = { web_search_requests: searches, web_fetch_requests: fetches };
  }
  return given ? Object.assign(usage, given) : usage;
}

function isThought({ type }: JsonObject): boolean {
  return type === 'thinking';
}

function calls(content: readonly JsonObject[], name: string): number {
  let count = 0;
  for (const block of content) if (block['type'] === 'server_tool_use' && block['name'] === name) count += 1;
  return count;
}

/** Characters of every string and key of a value; a file counts as it costs. */
export function characters(value: unknown): number {
  return measure(value).characters;
}
