import type { Delivery, JsonObject, Step } from '../wire/scenario.ts';
import { encodeComment, encodeEvent } from './encode/sse.ts';
import type { Part } from './reply.ts';

/** How the pieces of a stream become bytes. Server-sent events are texts, the frames of Bedrock are bytes. */
export interface Framing<Piece> {
  event(event: JsonObject, delivery: Delivery): Piece;
  raw(text: string): Piece;
  /** Undefined where the framing has no comments. */
  comment(text: string, delivery: Delivery): Piece | undefined;
  /** What leaves in one write, unless it is to be cut. */
  parts(pieces: readonly Piece[], chunkBytes: number | undefined): readonly Part[];
}

/**
 * What is to be done for the steps of a stream. Pieces that nothing parts leave in one write, because a
 * write and an encoding cost more than an event.
 */
export function encodeSteps<Piece>(
  steps: readonly Step[],
  delivery: Delivery = {},
  framing: Framing<Piece>,
): readonly Part[] {
  const parts: Part[] = [];
  let pieces: Piece[] = [];
  const flush = () => {
    if (pieces.length > 0) parts.push(...framing.parts(pieces, delivery.chunkBytes));
    pieces = [];
  };
  const add = (part: Part) => {
    flush();
    parts.push(part);
  };
  for (const step of steps) {
    if ('event' in step) {
      if (delivery.eventDelay) add({ delay: delivery.eventDelay });
      pieces.push(framing.event(step.event, delivery));
      if (delivery.lockstep) add({ gate: true });
    } else if ('raw' in step) pieces.push(framing.raw(step.raw));
    else if ('comment' in step) {
      const comment = framing.comment(step.comment, delivery);
      if (comment !== undefined) pieces.push(comment);
    } else if ('base64' in step) {
      flush();
      parts.push(...split(Buffer.from(step.base64, 'base64'), delivery.chunkBytes));
    } else add(step);
  }
  flush();
  return parts;
}

/** Server-sent events: encoded as one text, since that costs least. */
export const SSE: Framing<string> = {
  event: encodeEvent,
  raw: (text) => text,
  comment: encodeComment,
  parts: textParts,
};

function textParts(texts: readonly string[], chunkBytes: number | undefined): readonly Part[] {
  if (chunkBytes === undefined) return [{ bytes: Buffer.from(texts.join('')) }];
  return texts.flatMap((text) => split(Buffer.from(text), chunkBytes));
}

/** Pieces of so many bytes, each on its own way before the next is written. */
export function split(bytes: Uint8Array, size: number | undefined): readonly Part[] {
  if (size === undefined || bytes.length <= size) return [{ bytes }];
  const parts: Part[] = [];
  for (let from = 0; from < bytes.length; from += size) {
    parts.push({ bytes: bytes.subarray(from, from + size) }, { flush: true });
  }
  return parts;
}
