import { type Carried, carriedBy } from '../../wire/bedrock/carried.ts';
import { type Frame, FrameDecoder } from '../../wire/bedrock/frames.ts';
import { header } from '../../wire/headers.ts';
import { encodeChunk } from '../encode/event-stream.ts';
import type { GatewayResponse, Middleware } from '../middleware.ts';
import type { DraftObject } from './draft.ts';
import { streamBody } from './response.ts';

/** One frame of a binary stream, with what it brings to the client. */
export interface StreamFrame {
  readonly frame: Frame;
  readonly carried: Carried;
}

/** What takes the place of a frame: frames as they came, and bytes of one's own. */
export type Output = readonly (StreamFrame | Uint8Array)[];

/** Whether an answer is the binary event stream of AWS. */
export function isFramed(response: GatewayResponse): boolean {
  return header(response.headers, 'content-type')?.startsWith('application/vnd.amazon.eventstream') ?? false;
}

/** Passes binary streams back through `change`; other answers, and streams that are packed, as they are. */
export function framedBody(
  change: (body: AsyncIterable<Uint8Array>) => AsyncIterable<Uint8Array>,
): Middleware {
  return streamBody((body, _request, response) => {
    const coding = header(response.headers, 'content-encoding') ?? 'identity';
    return isFramed(response) && coding === 'identity' ? change(body) : body;
  });
}

/**
 * Passes the frames of binary streams through a function that is made anew for each stream. Every frame
 * leaves as soon as it is there whole; what `transform` returns unchanged keeps its bytes.
 */
export function frames(perStream: () => (frame: StreamFrame) => Output): Middleware {
  return framedBody(async function* (body) {
    const transform = perStream();
    const decoder = new FrameDecoder();
    const emit = (read: readonly Frame[]) =>
      Buffer.concat(read.flatMap((frame) => transform({ frame, ...carriedBy(frame) }).map(bytesOf)));
    for await (const chunk of body) {
      const out = emit(decoder.push(chunk));
      if (out.length > 0) yield out;
    }
    const rest = emit(decoder.end());
    if (rest.length > 0) yield rest;
  });
}

/** Leaves out the frames that `unwanted` says. */
export function dropFrames(unwanted: (carried: Carried) => boolean): Middleware {
  return frames(() => (one) => (unwanted(one.carried) ? [] : [one]));
}

/** Edits events in place, and builds their frames again, whole and right; what `edit` doesn't touch stays. */
export function editFrames(edit: (event: DraftObject) => void): Middleware {
  return frames(() => (one) => {
    if (one.carried.is !== 'event') return [one];
    const before = JSON.stringify(one.carried.event);
    const event: DraftObject = JSON.parse(before);
    edit(event);
    return JSON.stringify(event) === before ? [one] : [encodeChunk(event)];
  });
}

function bytesOf(output: StreamFrame | Uint8Array): Uint8Array {
  return output instanceof Uint8Array ? output : output.frame.bytes;
}
