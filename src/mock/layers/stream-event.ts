import { carriedBy } from '../../wire/bedrock/carried.ts';
import { type Frame, FrameDecoder } from '../../wire/bedrock/frames.ts';
import { SseDecoder, type SseFrame } from '../../wire/sse.ts';
import { encodeChunk, encodeException } from '../encode/event-stream.ts';
import { type DraftObject, isObject, objectAt } from './draft.ts';
import { editJson } from './edit.ts';

/** One frame of an event stream, in either framing, with the event that it carries. */
export interface StreamEvent {
  readonly frame: {
    /** As it came. */
    readonly bytes: Uint8Array;
    readonly kind: 'event' | 'keep-alive';
    /** The JSON text of the event; empty when there is none. */
    readonly data: string;
    /** Comment lines, which binary frames don't have. */
    readonly comments: readonly string[];
  };
  /** Value of the `event:` line; of a binary frame the type of its event, and `error` for an exception. */
  readonly name: string | undefined;
  /** The event, such as `{type: 'ping'}`; an empty object for comments and other frames without one. */
  readonly json: DraftObject;
  /** The same frame around other JSON text. */
  readonly around: (data: string) => Uint8Array;
}

/** An event of the gateway's own, framed as its stream is. */
export interface Written {
  readonly event: DraftObject & { readonly type: string };
}

/** Reads the frames of a stream as they become whole, and frames events of the gateway's own. */
export interface Framing {
  push(bytes: Uint8Array): StreamEvent[];
  end(): StreamEvent[];
  write(event: Written['event']): Uint8Array;
}

/** Server-sent events. */
export function sseFraming(): Framing {
  const decoder = new SseDecoder();
  return {
    push: (bytes) => decoder.push(bytes).map(readSse),
    end: () => decoder.end().map(readSse),
    write: (event) => Buffer.from(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`),
  };
}

function readSse(frame: SseFrame): StreamEvent {
  const around = (data: string) =>
    Buffer.from(
      Buffer.from(frame.bytes)
        .toString()
        .replace(frame.data, () => data),
    );
  return { frame, name: frame.event, json: parsed(frame.data), around };
}

function parsed(data: string): DraftObject {
  try {
    const value: unknown = JSON.parse(data);
    return isObject(value) ? value : {};
  } catch {
    return {};
  }
}

/** The binary framing of AWS, in which an error of Messages is an exception. */
export function binaryFraming(): Framing {
  const decoder = new FrameDecoder();
  return {
    push: (bytes) => decoder.push(bytes).map(readBinary),
    end: () => decoder.end().map(readBinary),
    write: (event) =>
      event.type === 'error'
        ? encodeException('modelStreamErrorException', String(objectAt(event, 'error')['message'] ?? ''))
        : encodeChunk(event),
  };
}

function readBinary(frame: Frame): StreamEvent {
  const { carried } = carriedBy(frame);
  const data = carried.is === 'event' ? JSON.stringify(carried.event) : '';
  const failure: DraftObject | undefined =
    carried.is === 'exception' || carried.is === 'error'
      ? { type: 'error', error: { type: carried.type, message: carried.message } }
      : undefined;
  const json = failure ?? parsed(data);
  return {
    frame: {
      bytes: frame.bytes,
      kind: carried.is === 'keep-alive' ? 'keep-alive' : 'event',
      data,
      comments: [],
    },
    name: typeof json['type'] === 'string' ? json['type'] : undefined,
    json,
    around: (text) => encodeChunk(parsed(text)),
  };
}

/** The event with an edit of its JSON; what `edit` doesn't touch keeps its bytes, as an exception does. */
export function edited(event: StreamEvent, edit: (json: DraftObject) => void): StreamEvent | Uint8Array {
  const { data } = event.frame;
  if (data === '' || Object.keys(event.json).length === 0) return event;
  const after = Buffer.from(editJson(Buffer.from(data), edit)).toString();
  return after === data ? event : event.around(after);
}

/** An event of the gateway's own. */
export function written(event: Written['event']): Written {
  return { event };
}

/** A number that stands for the content block of the event; undefined for events of the whole message. */
export function blockIndex(event: StreamEvent): number | undefined {
  const index = event.json['index'];
  return typeof index === 'number' ? index : undefined;
}
