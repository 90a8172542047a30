import { SseDecoder, type SseFrame } from '../../wire/sse.ts';
import type { Middleware } from '../middleware.ts';
import type { Draft, DraftObject } from './draft.ts';
import { isObject } from './draft.ts';
import { editJson } from './edit.ts';
import { sseBody } from './response.ts';

/** One frame of an event stream, with the JSON of its data. */
export interface StreamEvent {
  readonly frame: SseFrame;
  /** Value of the `event:` line. */
  readonly name: string | undefined;
  /** The event, such as `{type: 'ping'}`; an empty object for comments and other frames without one. */
  readonly json: DraftObject;
}

/** What takes the place of an event: events, and bytes or text of one's own. */
export type Output = readonly (StreamEvent | Uint8Array | string)[];

/**
 * Passes server-sent events through a function that is made anew for each stream. Every event
 * leaves as soon as it is there whole; what `transform` returns unchanged keeps its bytes.
 */
export function events(perStream: () => (event: StreamEvent) => Output): Middleware {
  return sseBody(async function* (body) {
    const transform = perStream();
    const decoder = new SseDecoder();
    const emit = (frames: readonly SseFrame[]) =>
      Buffer.concat(frames.flatMap((frame) => transform(read(frame)).map(bytesOf)));
    for await (const chunk of body) {
      const out = emit(decoder.push(chunk));
      if (out.length > 0) yield out;
    }
    const rest = emit(decoder.end());
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

/** The event with an edit of its JSON. */
export function edited({ frame, json }: StreamEvent, edit: (json: DraftObject) => void): string {
  const text = Buffer.from(frame.bytes).toString();
  if (Object.keys(json).length === 0) return text;
  const data = Buffer.from(editJson(Buffer.from(frame.data), edit)).toString();
  return text.replace(frame.data, () => data);
}

/** An event of the gateway's own. */
export function written(json: DraftObject & { type: string }): string {
  return `event: ${json.type}\ndata: ${JSON.stringify(json)}\n\n`;
}

/** A number that stands for the content block of the event; undefined for events of the whole message. */
export function blockIndex(event: StreamEvent): number | undefined {
  const index = event.json['index'];
  return typeof index === 'number' ? index : undefined;
}

function read(frame: SseFrame): StreamEvent {
  return { frame, name: frame.event, json: parsed(frame.data) };
}

function parsed(data: string): DraftObject {
  try {
    const value: Draft = JSON.parse(data);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

function bytesOf(output: StreamEvent | Uint8Array | string): Uint8Array {
  if (typeof output === 'string') return Buffer.from(output);
  return output instanceof Uint8Array ? output : output.frame.bytes;
}
