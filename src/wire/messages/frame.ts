import type { Defect } from '../defect.ts';
import { parseJson } from '../json.ts';
import type { JsonObject } from '../scenario.ts';
import { describe, isObject } from '../shape.ts';
import type { SseFrame } from '../sse.ts';

/**
 * The event that a frame carries, undefined for a keep-alive or unreadable data. Defects:
 * `sse/event-line` (no `event:` line, which SDK readers drop, or not that of `data.type`),
 * `sse/json` and `stream/done-sentinel` (the `[DONE]` of another API).
 */
export function eventOf(frame: SseFrame): { event: JsonObject | undefined; defects: Defect[] } {
  if (frame.kind === 'keep-alive') return { event: undefined, defects: [] };
  const defect = (rule: string, text: string): Defect => ({ offset: frame.offset, rule, text });
  if (frame.data.trim() === '[DONE]') {
    const text = 'data: [DONE] is not part of this stream: it ends with message_stop';
    return { event: undefined, defects: [defect('stream/done-sentinel', text)] };
  }
  const { value, defects } = parseJson(frame.data);
  if (!isObject(value)) {
    // What an unfinished frame lacks is already said by the decoder.
    const reason = defects[0]?.text ?? 'the data is not an object';
    return { event: undefined, defects: frame.complete ? [defect('sse/json', reason)] : [] };
  }
  if (frame.event === value['type']) return { event: value, defects: [] };
  const line = frame.event === undefined ? 'no event: line' : `event: ${frame.event}`;
  const text = `${line} where data.type is ${describe(value['type'])}`;
  return { event: value, defects: [defect('sse/event-line', text)] };
}
