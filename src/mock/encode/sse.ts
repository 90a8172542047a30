import type { Delivery, JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';

/**
 * One event as an SSE frame: `event:` line, `data:` line, blank line. Like the real API it pads the JSON
 * with 0 to 15 blanks before the last brace and prints a ping with a blank after the colon. The padding
 * depends on the event alone, so that the same script gives the same bytes.
 */
export function encodeEvent(event: JsonObject, delivery: Delivery = {}): string {
  const end = delivery.lineEnding ?? '\n';
  const name = typeof event['type'] === 'string' ? `event: ${event['type']}${end}` : '';
  return `${name}data: ${data(event, delivery.padding ?? true)}${end}${end}`;
}

/** A comment line with its blank line, such as `: keep-alive`. */
export function encodeComment(text: string, delivery: Delivery = {}): string {
  const end = delivery.lineEnding ?? '\n';
  return `: ${text}${end}${end}`;
}

function data(event: JsonObject, padding: boolean): string {
  const json = textDelta(event) ?? JSON.stringify(event);
  if (json === '{"type":"ping"}') return '{"type": "ping"}';
  if (!padding) return json;
  return `${json.slice(0, -1)}${CLOSINGS[blanks(json)]}`;
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

/** The last brace behind 0 to 15 blanks. */
const CLOSINGS = Array.from({ length: 16 }, (_, count) => `${' '.repeat(count)}}`);

/** A cheap hash of length and two characters; the real numbers are random and evenly spread over 0 to 15. */
function blanks(json: string): number {
  const { length } = json;
  const mix = length * 961 + json.charCodeAt(length >> 1) * 31 + json.charCodeAt(length - 4);
  return Math.imul(mix, 0x9e3779b1) >>> 28;
}
