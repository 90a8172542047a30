import type { Delivery, Step } from '../wire/scenario.ts';
import { encodeComment, encodeEvent } from './encode/sse.ts';
import type { Part } from './reply.ts';

/**
 * What is to be done for the steps of a stream. Texts that nothing parts are encoded at once and leave in
 * one write, because a write and an encoding cost more than an event; the journal still gets one piece each.
 */
export function encodeSteps(steps: readonly Step[], delivery: Delivery = {}): readonly Part[] {
  const parts: Part[] = [];
  let texts: string[] = [];
  const encodeTexts = () => {
    if (texts.length > 0) parts.push(...textParts(texts, delivery.chunkBytes));
    texts = [];
  };
  const add = (part: Part) => {
    encodeTexts();
    parts.push(part);
  };
  for (const step of steps) {
    if ('event' in step) {
      if (delivery.eventDelay) add({ delay: delivery.eventDelay });
      texts.push(encodeEvent(step.event, delivery));
      if (delivery.lockstep) add({ gate: true });
    } else if ('raw' in step) texts.push(step.raw);
    else if ('comment' in step) texts.push(encodeComment(step.comment, delivery));
    else if ('base64' in step) {
      encodeTexts();
      parts.push(...split(Buffer.from(step.base64, 'base64'), delivery.chunkBytes));
    } else add(step);
  }
  encodeTexts();
  return parts;
}

function textParts(texts: readonly string[], chunkBytes: number | undefined): readonly Part[] {
  const text = texts.join('');
  const bytes = Buffer.from(text);
  const isAscii = bytes.length === text.length;
  let end = 0;
  const ends = texts.map((piece) => {
    end += isAscii ? piece.length : Buffer.byteLength(piece);
    return end;
  });
  if (chunkBytes === undefined) return [{ bytes, ends }];
  return ends.flatMap((to, i) => split(bytes.subarray(ends[i - 1] ?? 0, to), chunkBytes));
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
