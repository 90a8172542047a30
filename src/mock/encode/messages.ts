import type { Json, JsonObject, MessageAnswer } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import type { Dialect } from '../dialects/dialect.ts';
import { safeguardResults } from '../safeguards.ts';
import { blockEvents, completeBlock } from './blocks.ts';
import { messageId } from './ids.ts';
import { usageOf } from './usage.ts';

/** What an answer takes from its request. */
export interface AnswerContext {
  /** The request body as parsed; `{}` if it was not an object. */
  readonly body: JsonObject;
  /** The model that the answer names, unless it gives its own. */
  readonly model: string;
  /** Ids are derived from it: the same seed gives the same bytes. */
  readonly seed: string;
  readonly dialect: Dialect;
}

/** Usage members that a stream gives only in `message_start`. */
const ONLY_AT_START = new Set(['cache_creation', 'service_tier', 'inference_geo']);
/** Usage members that a stream gives only in `message_delta`. */
const ONLY_AT_END = new Set(['output_tokens_details', 'server_tool_use', 'iterations']);
/** Members of a message that a stream has beside `delta`, not in it. */
const BESIDE_DELTA = ['context_management', 'input_transformations'];

/** The whole message, as `message_start` and the non-streaming answer name its parts. */
interface Message {
  readonly head: JsonObject;
  readonly content: readonly JsonObject[];
  readonly stop: JsonObject;
  readonly usage: JsonObject;
  readonly beside: JsonObject;
}

/** An object under construction. Filled member by member: spreading several objects into one costs far more. */
type Members = { [key: string]: Json };

/** The non-streaming answer, keys in the order of mid-2026 recordings. */
export function wholeMessage(
  answer: MessageAnswer,
  context: AnswerContext,
): JsonObject & { readonly usage: JsonObject } {
  const { head, content, stop, usage, beside } = complete(answer, context);
  return Object.assign({}, head, { content }, stop, { usage }, beside);
}

/**
 * The events of the streamed answer, `message_start` to `message_stop`. A ping follows the first
 * `content_block_start`, unless the answer's delivery says no.
 */
export function messageEvents(answer: MessageAnswer, context: AnswerContext): JsonObject[] {
  const { head, content, stop, usage, beside } = complete(answer, context);
  const none = { stop_reason: null, stop_sequence: null, stop_details: null };
  const first = without(usage, ONLY_AT_END);
  first['output_tokens'] = firstTokens(usage);
  const message = Object.assign({}, head, { content: [] }, none, { usage: first });
  const events: JsonObject[] = [{ type: 'message_start', message }];
  const ping = answer.delivery?.ping ?? context.dialect.pings;
  content.forEach((block, index) => {
    const { start, deltas } = blockEvents(block);
    events.push({ type: 'content_block_start', index, content_block: start });
    if (ping && index === 0) events.push({ type: 'ping' });
    for (const delta of deltas) events.push({ type: 'content_block_delta', index, delta });
    events.push({ type: 'content_block_stop', index });
  });
  const last = without(usage, ONLY_AT_START);
  events.push({ type: 'message_delta', delta: stop, usage: last, ...beside }, { type: 'message_stop' });
  return events;
}

function complete(answer: MessageAnswer, { body, model, seed, dialect }: AnswerContext): Message {
  const { message } = answer;
  const content = message.content.map((block, index) =>
    completeBlock(block, `${seed} ${index}`, dialect.issuer),
  );
  const stop: Members = {
    stop_reason: message.stop_reason ?? (content.some(isCall) ? 'tool_use' : 'end_turn'),
    stop_sequence: message.stop_sequence ?? null,
    stop_details: null,
  };
  const beside: Members = {};
  if (isObject(body['context_management'])) beside['context_management'] = { applied_edits: [] };
  for (const [key, value] of message.extra ? Object.entries(message.extra) : []) {
    (BESIDE_DELTA.includes(key) ? beside : stop)[key] = value;
  }
  const results = stop['safeguard_results'] ?? safeguardResults(body, content);
  if (results !== undefined) stop['safeguard_results'] = results;
  return {
    head: {
      model: message.model ?? model,
      id: message.id ?? messageId(seed, dialect.issuer),
      type: 'message',
      role: 'assistant',
    },
    content,
    stop,
    usage: usageOf(content, body, dialect.usage, message.usage),
    beside,
  };
}

function isCall(block: JsonObject): boolean {
  return block['type'] === 'tool_use';
}

/** `message_start` counts the token or two that exist by then. */
function firstTokens(usage: JsonObject): number {
  const total = usage['output_tokens'];
  return typeof total === 'number' ? Math.min(1, total) : 1;
}

function without(object: JsonObject, keys: ReadonlySet<string>): Members {
  const rest: Members = {};
  for (const key in object) {
    const value = object[key];
    if (value !== undefined && !keys.has(key)) rest[key] = value;
  }
  return rest;
}
