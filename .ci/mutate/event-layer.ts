import { setTimeout } from 'node:timers/promises';
import { encodeChunk } from '../../src/mock/encode/event-stream.ts';
import type { GatewayResponse } from '../../src/mock/middleware.ts';
import { carriedBy } from '../../src/wire/bedrock/carried.ts';
import { FrameDecoder } from '../../src/wire/bedrock/frames.ts';
import { header } from '../../src/wire/headers.ts';
import { parseJson } from '../../src/wire/json.ts';
import { isObject } from '../../src/wire/shape.ts';
import { SseDecoder } from '../../src/wire/sse.ts';
import { DELAY_MS, type Mutation, type Place } from './mutation.ts';
import { mutateJson } from './values.ts';

/** One event of a stream, in either framing. */
export interface Unit {
  readonly bytes: Uint8Array;
  /** `keep-alive` for what carries none. */
  readonly type: string;
  /** The JSON of the event. */
  readonly json: Uint8Array;
  /** The bytes of the frame with another JSON in it. */
  readonly carrying: (json: Uint8Array) => Uint8Array;
}

/** Reads a stream as it comes, in the framing that its content type says. */
export function unitDecoder(contentType: string | undefined): (bytes?: Uint8Array) => readonly Unit[] {
  if (contentType?.startsWith('application/vnd.amazon')) {
    const decoder = new FrameDecoder();
    return (bytes) => (bytes ? decoder.push(bytes) : decoder.end()).map(framed);
  }
  const decoder = new SseDecoder();
  return (bytes) =>
    (bytes ? decoder.push(bytes) : decoder.end()).map(({ bytes, data, event }) => ({
      bytes,
      type: event ?? 'keep-alive',
      json: Buffer.from(data),
      carrying: (json) =>
        Buffer.from(
          Buffer.from(bytes)
            .toString()
            .replace(data, () => textOf(json)),
        ),
    }));
}

function framed(frame: Parameters<typeof carriedBy>[0] & { readonly bytes: Uint8Array }): Unit {
  const { carried } = carriedBy(frame);
  const event = carried.is === 'event' ? carried.event : {};
  return {
    bytes: frame.bytes,
    type: carried.is === 'event' ? String(event['type']) : carried.is,
    json: Buffer.from(JSON.stringify(event)),
    carrying: (json) => {
      const { value } = parseJson(json);
      return isObject(value) ? encodeChunk(JSON.parse(textOf(json))) : frame.bytes;
    },
  };
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString();
}

/** The body with one event changed, each event as soon as it is there; packed streams pass. */
export async function* mutateEvents(
  response: GatewayResponse,
  { type, nth, path }: Place & { on: 'event' },
  { action, variant }: Mutation,
  applied: () => void,
): AsyncGenerator<Uint8Array> {
  if ((header(response.headers, 'content-encoding') ?? 'identity') !== 'identity')
    return yield* response.body;
  const decode = unitDecoder(header(response.headers, 'content-type'));
  let seen = -1;
  let held: Uint8Array | undefined;
  const changed = function* (unit: Unit): Generator<Uint8Array> {
    if (unit.type === type) seen += 1;
    const isIt = unit.type === type && seen === nth;
    if (!isIt) {
      yield unit.bytes;
      if (held) applied();
      if (held) yield held;
      held = undefined;
    } else if (path) {
      const json = mutateJson(unit.json, path, action, variant);
      if (json) applied();
      yield json ? unit.carrying(json) : unit.bytes;
    } else {
      if (action !== 'reorder') applied();
      if (action === 'reorder') held = unit.bytes;
      else if (action !== 'drop') yield unit.bytes;
      if (action === 'duplicate') yield unit.bytes;
    }
  };
  for await (const chunk of response.body) {
    for (const unit of decode(chunk)) {
      const delayed = action === 'delay' && unit.type === type && seen + 1 === nth;
      if (delayed) await setTimeout(DELAY_MS);
      yield* changed(unit);
    }
  }
  for (const unit of decode()) yield* changed(unit);
  if (held) yield held;
}
