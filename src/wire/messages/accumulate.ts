import { parseJson } from '../json.ts';
import type { Json, JsonObject } from '../scenario.ts';
import { isObject } from '../shape.ts';

/**
 * The message that a stream of events adds up to, as the same request without `stream` would have
 * been answered; undefined without a `message_start`. Unknown events and deltas add nothing. A tool
 * input that isn't JSON (a stream cut short) stays the text that arrived.
 */
export function accumulate(events: Iterable<JsonObject>): JsonObject | undefined {
  let message: JsonObject | undefined;
  const blocks = new Map<number, Block>();
  for (const event of events) {
    const index = Number(event['index']);
    if (event['type'] === 'message_start' && isObject(event['message'])) message ??= event['message'];
    if (event['type'] === 'message_delta' && message) message = withDelta(message, event);
    if (event['type'] === 'content_block_start' && isObject(event['content_block'])) {
      if (!blocks.has(index)) blocks.set(index, new Block(event['content_block']));
    }
    if (event['type'] === 'content_block_delta' && isObject(event['delta'])) {
      blocks.get(index)?.add(event['delta']);
    }
  }
  const content = [...blocks].sort(([a], [b]) => a - b).map(([, block]) => block.finished());
  return message && { ...message, content };
}

/** A `message_delta` sets top-level keys; its usage is cumulative and replaces what it names. */
function withDelta(message: JsonObject, event: JsonObject): JsonObject {
  const { type: _type, delta, usage, ...top } = event;
  const before = isObject(message['usage']) ? message['usage'] : {};
  return {
    ...message,
    ...withoutNulls(top),
    ...(isObject(delta) ? keepingStopReason(message, delta) : {}),
    usage: { ...before, ...(isObject(usage) ? withoutNulls(usage) : {}) },
  };
}

/** A later `message_delta` may carry usage alone and a null stop reason. */
function keepingStopReason(message: JsonObject, delta: JsonObject): JsonObject {
  return delta['stop_reason'] === null && message['stop_reason'] !== null ? withoutNulls(delta) : delta;
}

function withoutNulls(object: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([, value]) => value !== null));
}

class Block {
  readonly #start: JsonObject;
  readonly #texts = new Map<string, string[]>();
  readonly #citations: Json[] = [];
  #signature: Json | undefined;

  constructor(start: JsonObject) {
    this.#start = start;
  }

  add(delta: JsonObject): void {
    const { citation, signature } = delta;
    if (delta['type'] === 'text_delta') this.#append('text', delta['text']);
    if (delta['type'] === 'thinking_delta') this.#append('thinking', delta['thinking']);
    if (delta['type'] === 'input_json_delta') this.#append('input', delta['partial_json']);
    if (delta['type'] === 'citations_delta' && citation !== undefined) this.#citations.push(citation);
    if (delta['type'] === 'signature_delta' && signature !== undefined) this.#signature = signature;
    if (delta['type'] === 'compaction_delta') {
      this.#append('content', delta['content']);
      this.#append('encrypted_content', delta['encrypted_content']);
    }
  }

  finished(): JsonObject {
    const block: { [key: string]: Json } = { ...this.#start };
    for (const [key, parts] of this.#texts) {
      const text = parts.join('');
      const before = block[key];
      if (key !== 'input') block[key] = typeof before === 'string' ? before + text : text;
      else if (text !== '') block[key] = parsedInput(text);
    }
    if (this.#citations.length > 0) {
      const before = block['citations'];
      block['citations'] = Array.isArray(before) ? [...before, ...this.#citations] : this.#citations;
    }
    if (this.#signature !== undefined) block['signature'] = this.#signature;
    return block;
  }

  #append(key: string, text: Json | undefined): void {
    if (typeof text !== 'string') return;
    const known = this.#texts.get(key);
    if (known) known.push(text);
    else this.#texts.set(key, [text]);
  }
}

function parsedInput(text: string): Json {
  const { value } = parseJson(text);
  return isObject(value) ? value : text;
}
