import { hash } from 'node:crypto';
import type { Json, JsonObject } from '../wire/scenario.ts';
import { objects } from './conversation.ts';
import { characters, inputTokens, TOKENS_PER_ENTRY, tokens } from './encode/usage.ts';
import { markersOf } from './validate/cache.ts';

/** Shorter prompts are not cached by most models, without a word. */
const LEAST = 1_024;
/** A session marks a few prefixes in each turn; a mock that serves many must not grow for ever. */
const MAX_PREFIXES = 1_000;

/** A part of the prompt, of which the service hashes everything from the beginning. */
interface Part {
  readonly value: Json;
  /** Whether it is an entry of its own in the count of tokens. */
  readonly isEntry: boolean;
}

/**
 * What the service remembers of marked prompts, and so how the input of a request divides into new, cached
 * and read from the cache. Nothing expires: a mock does not live that long.
 */
export class PromptCache {
  /** What was counted of each when it was written: its markers were, and may stand elsewhere now. */
  readonly #prefixes = new Map<string, number>();

  /** The part of `usage` that a request decides; keeps its marked prefixes. Empty without a marker. */
  use(body: JsonObject, model: string): JsonObject {
    if (markersOf(body).length === 0) return {};
    const marked: { key: string; tokens: number; ttl: Json | undefined }[] = [];
    let key = model;
    let size = 0;
    let entries = 0;
    let read = 0;
    for (const { value, isEntry } of partsOf(body)) {
      key = hash('sha256', key + JSON.stringify(value, withoutMarkers));
      size += characters(value);
      if (isEntry) entries += 1;
      const prefix = tokens(size) + entries * TOKENS_PER_ENTRY;
      read = this.#prefixes.get(key) ?? read;
      const marker = markerOf(value);
      if (marker && prefix >= LEAST) marked.push({ key, tokens: prefix, ttl: marker['ttl'] });
    }
    const whole = marked.at(-1)?.tokens ?? 0;
    read = Math.min(read, whole);
    const written = { '5m': 0, '1h': 0 };
    let before = read;
    for (const one of marked) {
      this.#keep(one.key, one.tokens);
      written[one.ttl === '1h' ? '1h' : '5m'] += Math.max(0, one.tokens - before);
      before = Math.max(before, one.tokens);
    }
    return {
      input_tokens: inputTokens(body) - whole,
      cache_creation_input_tokens: whole - read,
      cache_read_input_tokens: read,
      cache_creation: { ephemeral_5m_input_tokens: written['5m'], ephemeral_1h_input_tokens: written['1h'] },
    };
  }

  #keep(key: string, size: number): void {
    this.#prefixes.set(key, size);
    const [oldest] = this.#prefixes.keys();
    if (this.#prefixes.size > MAX_PREFIXES && oldest !== undefined) this.#prefixes.delete(oldest);
  }
}

/** In the order in which the service reads them. The automatic marker stands on the last one. */
function partsOf(body: JsonObject): Part[] {
  const { tools, system, cache_control: automatic } = body;
  const whole = (value: Json): Part => ({ value, isEntry: true });
  const parts = [
    ...objects(tools).map(whole),
    ...(typeof system === 'string' ? [system] : objects(system)).map((value) => ({ value, isEntry: false })),
    ...objects(body['messages']).flatMap(({ role = '', content = '' }) => [
      whole({ role }),
      ...(typeof content === 'string' ? [content] : objects(content)).map((value) => ({
        value,
        isEntry: false,
      })),
    ]),
  ];
  const last = parts.pop();
  if (!last) return parts;
  if (automatic === undefined || automatic === null) return [...parts, last];
  const marked = typeof last.value === 'string' ? { type: 'text', text: last.value } : last.value;
  return [...parts, { ...last, value: Object.assign({}, marked, { cache_control: automatic }) }];
}

function markerOf(value: Json): JsonObject | undefined {
  const [marker] = objects([
    typeof value === 'object' && value !== null && 'cache_control' in value ? value['cache_control'] : null,
  ]);
  return marker;
}

/** A marker is no part of what is cached: it moves on with each turn. */
function withoutMarkers(key: string, value: unknown): unknown {
  return key === 'cache_control' ? undefined : value;
}
