import type { Middleware } from '../middleware.ts';
import type { DraftObject } from './draft.ts';
import { isFramed } from './frames.ts';
import { plainStreamBody } from './response.ts';
import { binaryFraming, edited, type StreamEvent, sseFraming, type Written } from './stream-event.ts';

export type { StreamEvent } from './stream-event.ts';
export { blockIndex, edited, written } from './stream-event.ts';

/** What takes the place of an event: events, and bytes or text of one's own. */
export type Output = readonly (StreamEvent | Written | Uint8Array | string)[];

/**
 * Passes the events of a stream, server-sent or binary, through a function that is made anew for each
 * stream. Every event leaves as soon as it is there whole; what `transform` returns unchanged keeps its bytes.
 */
export function events(perStream: () => (event: StreamEvent) => Output): Middleware {
  return plainStreamBody(async function* (body, response) {
    const transform = perStream();
    const framing = isFramed(response) ? binaryFraming() : sseFraming();
    const bytesOf = (output: Output[number]): Uint8Array => {
      if (typeof output === 'string') return Buffer.from(output);
      if (output instanceof Uint8Array) return output;
      return 'event' in output ? framing.write(output.event) : output.frame.bytes;
    };
    const emit = (read: readonly StreamEvent[]) =>
      Buffer.concat(read.flatMap((event) => transform(event).map(bytesOf)));
    for await (const chunk of body) {
      const out = emit(framing.push(chunk));
      if (out.length > 0) yield out;
    }
    const rest = emit(framing.end());
    if (rest.length > 0) yield rest;
  });
}

/** Leaves out the events that `unwanted` says. */
export function dropEvents(unwanted: (event: StreamEvent) => boolean): Middleware {
  return events(() => (event) => (unwanted(event) ? [] : [event]));
}

/** Edits the JSON of events in place: what `edit` doesn't touch keeps its bytes. */
export function editEvents(edit: (json: DraftObject) => void): Middleware {
  return events(() => (event) => [edited(event, edit)]);
}
