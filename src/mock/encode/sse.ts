import type { Delivery, JsonObject } from '../../wire/scenario.ts';
import { eventJson } from './event-json.ts';

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
  const json = eventJson(event);
  if (json === '{"type":"ping"}') return '{"type": "ping"}';
  if (!padding) return json;
  return `${json.slice(0, -1)}${CLOSINGS[blanks(json)]}`;
}

/** The last brace behind 0 to 15 blanks. */
const CLOSINGS = Array.from({ length: 16 }, (_, count) => `${' '.repeat(count)}}`);

/** A cheap hash of length and two characters; the real numbers are random and evenly spread over 0 to 15. */
function blanks(json: string): number {
  const { length } = json;
  const mix = length * 961 + json.charCodeAt(length >> 1) * 31 + json.charCodeAt(length - 4);
  return Math.imul(mix, 0x9e3779b1) >>> 28;
}
