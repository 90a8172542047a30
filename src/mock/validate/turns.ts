import type { JsonObject } from '../../wire/scenario.ts';
import { objects } from '../conversation.ts';

/** What must hold within and between messages; the refusal, or undefined when all is well. */
export function turnsProblem(body: JsonObject): string | undefined {
  const messages = objects(body['messages']);
  if (messages.length === 0) return 'messages: at least one message is required';
  return contentProblem(messages) ?? pairingProblem(messages);
}

function contentProblem(messages: readonly JsonObject[]): string | undefined {
  for (const [i, { role, content }] of messages.entries()) {
    if (role === 'system') continue;
    if (content === undefined) return `messages.${i}.content: Field required`;
    const isEmpty = content === '' || (Array.isArray(content) && content.length === 0);
    if (isEmpty && !(role === 'assistant' && i === messages.length - 1)) {
      return `messages.${i}: all messages must have non-empty content except for the optional final assistant message`;
    }
    for (const [j, block] of objects(content).entries()) {
      if (block['type'] !== 'text' || block['text'] !== '') continue;
      if (!block['cache_control']) return 'messages: text content blocks must be non-empty';
      return `messages.${i}.content.${j}.text: cache_control cannot be set for empty text blocks`;
    }
  }
  return undefined;
}

/** Consecutive messages of one role, which the service reads as one turn. `system` messages are in no turn. */
interface Turn {
  readonly role: unknown;
  readonly blocks: { readonly block: JsonObject; readonly path: string; readonly message: number }[];
}

/** Each call is answered in the next turn, each answer belongs to a call of the turn before. */
function pairingProblem(messages: readonly JsonObject[]): string | undefined {
  if (!messages.some(({ content }) => objects(content).some(isPaired))) return undefined;
  let open = new Set<unknown>();
  let caller = -1;
  for (const { role, blocks } of turnsOf(messages)) {
    const answered = new Set<unknown>();
    for (const { block, path } of role === 'user' ? blocks : []) {
      const id = block['tool_use_id'];
      if (block['type'] !== 'tool_result') continue;
      if (!open.has(id)) return `${path}: ${unexpected(id)}`;
      if (answered.has(id)) return `${path}: ${repeated(id)}`;
      answered.add(id);
    }
    const missing = [...open].filter((id) => !answered.has(id));
    if (missing.length > 0) return `messages.${caller}: ${unanswered(missing)}`;
    open = new Set();
    for (const { block, path, message } of role === 'assistant' ? blocks : []) {
      if (block['type'] !== 'tool_use') continue;
      // An answered id may come again in a later turn.
      if (open.has(block['id'])) return `${path}: \`tool_use\` ids must be unique`;
      open.add(block['id']);
      caller = message;
    }
  }
  return open.size > 0 ? `messages.${caller}: ${unanswered([...open])}` : undefined;
}

function isPaired({ type }: JsonObject): boolean {
  return type === 'tool_use' || type === 'tool_result';
}

function turnsOf(messages: readonly JsonObject[]): Turn[] {
  const turns: Turn[] = [];
  for (const [message, { role, content }] of messages.entries()) {
    if (role === 'system') continue;
    if (turns.at(-1)?.role !== role) turns.push({ role, blocks: [] });
    const blocks = objects(content).map((block, j) => ({
      block,
      path: `messages.${message}.content.${j}`,
      message,
    }));
    turns.at(-1)?.blocks.push(...blocks);
  }
  return turns;
}

function unexpected(id: unknown): string {
  return (
    `unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id}. ` +
    'Each `tool_result` block must have a corresponding `tool_use` block in the previous message.'
  );
}

function repeated(id: unknown): string {
  return `each tool_use must have a single result. Found multiple \`tool_result\` blocks with id: ${id}`;
}

function unanswered(ids: readonly unknown[]): string {
  return (
    `\`tool_use\` ids were found without \`tool_result\` blocks immediately after: ${ids.join(', ')}. ` +
    'Each `tool_use` block must have a corresponding `tool_result` block in the next message.'
  );
}
