import type { Json, JsonObject } from '../wire/scenario.ts';
import { isObject } from '../wire/shape.ts';

/** The objects among the members of a list; empty for anything else. */
export function objects(value: unknown): readonly JsonObject[] {
  if (!Array.isArray(value)) return [];
  return value.every(isObject) ? value : value.filter(isObject);
}

/** The text of a content value: a string as it is, text blocks joined with line feeds. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  return objects(content)
    .flatMap((block) => (typeof block['text'] === 'string' ? [block['text']] : []))
    .join('\n');
}

/**
 * The last text a user wrote: the last text block of the last `user` message that has any. Claude Code
 * puts reminders in front of the prompt and a `system` message after it, so neither the first block nor
 * the last message is the prompt.
 */
export function lastUserText(body: JsonObject): string {
  const users = objects(body['messages']).filter((message) => message['role'] === 'user');
  for (const message of users.toReversed()) {
    const content = message['content'];
    if (typeof content === 'string') return content;
    const last = objects(content).findLast((block) => typeof block['text'] === 'string');
    if (last) return textOf([last]);
  }
  return '';
}

/** A tool result of the last user message, with the name of the tool when the call is in the history. */
export interface ToolResult {
  readonly name: string | undefined;
  readonly text: string;
  readonly isError: boolean;
}

/** The tool results that the last user message brings, in order. */
export function lastToolResults(body: JsonObject): readonly ToolResult[] {
  const messages = objects(body['messages']);
  const last = messages.findLast((message) => message['role'] === 'user');
  const results = objects(last?.['content']).filter((block) => block['type'] === 'tool_result');
  if (results.length === 0) return [];
  const calls = messages.flatMap((message) => objects(message['content']));
  return results.map((block) => ({
    name: nameOf(calls.find((call) => isCall(call, block['tool_use_id']))),
    text: textOf(block['content']),
    isError: block['is_error'] === true,
  }));
}

function isCall(block: JsonObject, id: Json | undefined): boolean {
  return block['type'] === 'tool_use' && block['id'] === id;
}

function nameOf(call: JsonObject | undefined): string | undefined {
  return typeof call?.['name'] === 'string' ? call['name'] : undefined;
}
