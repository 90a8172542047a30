import { carriedBy } from '../../wire/bedrock/carried.ts';
import { FrameDecoder } from '../../wire/bedrock/frames.ts';
import type { Provider } from '../../wire/capabilities.ts';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { SseDecoder } from '../../wire/sse.ts';
import { encodeEvent } from '../encode/sse.ts';
import { errorEvent } from './errors.ts';

/** An event of Messages, or bytes that are passed on as they are. */
type Outgoing = JsonObject | Uint8Array;
/** Reads a provider's framing chunk by chunk. */
type Reader = (bytes: Uint8Array) => readonly Outgoing[];
/** What an event of the provider becomes. */
export type Convert = (event: JsonObject) => JsonObject;

/**
 * A provider's stream as server-sent events, each as soon as it is there whole. A stream that breaks off, that
 * cannot be read or that ends without its last event ends with an `error` event: nobody must take half an
 * answer for the whole.
 * @param gone aborted when the client has left: then nothing more is to be said
 */
export async function* messagesStream(
  body: AsyncIterable<Uint8Array>,
  from: Provider,
  convert: Convert,
  gone: AbortSignal,
): AsyncGenerator<Uint8Array, void, undefined> {
  const read = READERS[from]();
  let isOver = false;
  try {
    for await (const chunk of body) {
      for (const outgoing of read(chunk)) {
        isOver ||= ends(outgoing);
        yield outgoing instanceof Uint8Array
          ? outgoing
          : sse(outgoing['type'] === 'error' ? outgoing : convert(outgoing));
        if (outgoing instanceof Uint8Array || outgoing['type'] !== 'error') continue;
        return;
      }
    }
  } catch (cut) {
    if (gone.aborted) throw cut;
  }
  if (!isOver) yield sse(errorEvent('', 'The provider closed the stream before its end.'));
}

function ends(outgoing: Outgoing): boolean {
  return !(outgoing instanceof Uint8Array) && outgoing['type'] === 'message_stop';
}

function sse(event: JsonObject): Uint8Array {
  return Buffer.from(encodeEvent(event, { padding: false }));
}

export const PING = sse({ type: 'ping' });

const READERS: Readonly<Record<Provider, () => Reader>> = {
  /** Frames whose kind readers don't know carry nothing for the client. */
  bedrock: () => {
    const decoder = new FrameDecoder();
    return (bytes) => {
      const events = decoder.push(bytes).flatMap((frame): JsonObject[] => {
        const { carried } = carriedBy(frame);
        if (carried.is === 'event') return [carried.event];
        if (carried.is === 'keep-alive') return [];
        if (carried.is === 'unreadable') return [damaged()];
        return [errorEvent(carried.type, carried.message)];
      });
      return decoder.lost ? [...events, damaged()] : events;
    };
  },
  /** Server-sent events already: what need not be changed keeps its bytes. */
  vertex: () => {
    const decoder = new SseDecoder();
    return (bytes) =>
      decoder.push(bytes).map((frame) => {
        const event = frame.kind === 'event' ? parsed(frame.data) : undefined;
        return event?.['type'] === undefined ? frame.bytes : event;
      });
  },
};

function damaged(): JsonObject {
  return errorEvent('', 'The stream of the provider cannot be read.');
}

function parsed(data: string): JsonObject | undefined {
  try {
    const value: unknown = JSON.parse(data);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
