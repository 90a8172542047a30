import { setTimeout } from 'node:timers/promises';
import { collect, cutShort, once, received } from '../../src/mock/layers/bytes.ts';
import { withContent } from '../../src/mock/layers/response.ts';
import type { GatewayResponse, Middleware } from '../../src/mock/middleware.ts';
import { header } from '../../src/wire/headers.ts';
import { mutateEvents } from './event-layer.ts';
import { type Action, DELAY_MS, type Mutation } from './mutation.ts';
import { mutateHeaders } from './request-layer.ts';
import { framingOf, trafficOf } from './traffic.ts';

/** Breaks answers on their way to the client. @param applied called for each that was changed */
export function answerLayer(mutation: Mutation, applied: () => void): Middleware {
  const { place, action, variant } = mutation;
  if (place.on !== 'answer-header' && place.on !== 'answer-byte' && place.on !== 'event')
    return (request, next) => next(request);
  return async (request, next) => {
    const { body, soFar } = watched(request.body);
    const response = await next({ ...request, body });
    const framing = framingOf(response.status, header(response.headers, 'content-type'));
    if (place.on === 'event')
      return framing === 'stream'
        ? { ...response, body: mutateEvents(response, place, mutation, applied) }
        : response;
    if (framing !== place.framing || trafficOf(request.method, request.target, soFar()) !== place.of)
      return response;
    if (place.on === 'answer-byte') return mutateByte(response, place.at, mutation, applied);
    const headers = mutateHeaders(response.headers, place.name, action, variant);
    if (headers) applied();
    return { ...response, headers: headers ?? response.headers };
  };
}

/** A body that can be looked at while it passes: a refusal may come before any of it. */
function watched(body: AsyncIterable<Uint8Array>) {
  const seen: Uint8Array[] = [];
  const passing = async function* () {
    for await (const chunk of body) {
      seen.push(chunk);
      yield chunk;
    }
  };
  return { body: passing(), soFar: () => Buffer.concat(seen) };
}

async function mutateByte(
  response: GatewayResponse,
  at: number,
  { action, variant }: Mutation,
  applied: () => void,
): Promise<GatewayResponse> {
  if (header(response.headers, 'content-length') === undefined)
    return { ...response, body: inPassing(response.body, at, action, variant, applied) };
  const { bytes, cut } = await received(response.body);
  if (cut !== undefined) return { ...response, body: cutShort(bytes, cut) };
  return withContent(response, await collect(inPassing(once(bytes), at, action, variant, applied)));
}

/** The body with its `at`-th byte changed, each chunk as soon as it comes. */
async function* inPassing(
  body: AsyncIterable<Uint8Array>,
  at: number,
  action: Action,
  variant: number,
  applied: () => void,
): AsyncGenerator<Uint8Array> {
  let offset = 0;
  for await (const chunk of body) {
    const i = at - offset;
    offset += chunk.length;
    if (i < 0 || i >= chunk.length) {
      yield chunk;
      continue;
    }
    const changed = changedAt(chunk, i, action, variant);
    if (changed !== chunk || action === 'delay') applied();
    if (action === 'delay') {
      yield chunk.subarray(0, i);
      await setTimeout(DELAY_MS);
      yield chunk.subarray(i);
    } else if (changed.length > 0) yield changed;
  }
}

function changedAt(chunk: Uint8Array, i: number, action: Action, variant: number): Uint8Array {
  const bytes = Buffer.from(chunk);
  const byte = bytes[i] ?? 0;
  const next = bytes[i + 1];
  if (action === 'drop') return Buffer.concat([bytes.subarray(0, i), bytes.subarray(i + 1)]);
  if (action === 'duplicate') return Buffer.concat([bytes.subarray(0, i + 1), bytes.subarray(i)]);
  if (action === 'reorder') {
    if (next === undefined || next === byte) return chunk;
    bytes.set([next, byte], i);
    return bytes;
  }
  if (action !== 'alter') return chunk;
  bytes[i] = byte ^ (1 << variant);
  return bytes;
}
