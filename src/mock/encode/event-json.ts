import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';

/** An event as JSON.stringify prints it. */
export function eventJson(event: JsonObject): string {
  return textDelta(event) ?? JSON.stringify(event);
}

/**
 * What JSON.stringify makes of a delta of text, which most events are: for an object it costs several times
 * what it does for the text alone. Undefined for any other event, also one with further members or another order.
 */
function textDelta(event: JsonObject): string | undefined {
  const { type, index, delta } = event;
  if (type !== 'content_block_delta' || !Number.isInteger(index) || !isObject(delta)) return undefined;
  const { type: kind, text } = delta;
  if (kind !== 'text_delta' || typeof text !== 'string') return undefined;
  if (!hasJust(event, EVENT_KEYS) || !hasJust(delta, DELTA_KEYS)) return undefined;
  return `{"type":"content_block_delta","index":${index},"delta":{"type":"text_delta","text":${JSON.stringify(text)}}}`;
}

const EVENT_KEYS = ['type', 'index', 'delta'];
const DELTA_KEYS = ['type', 'text'];

function hasJust(object: JsonObject, keys: readonly string[]): boolean {
  let at = 0;
  for (const key in object) if (key !== keys[at++]) return false;
  return at === keys.length;
}
