import { setTimeout } from 'node:timers/promises';
import { collect, once } from '../../src/mock/layers/bytes.ts';
import { withBody } from '../../src/mock/layers/request.ts';
import type { GatewayRequest, Middleware } from '../../src/mock/middleware.ts';
import type { RawHeaders } from '../../src/wire/headers.ts';
import { type Action, DELAY_MS, type Mutation } from './mutation.ts';
import { trafficOf } from './traffic.ts';
import { alteredHeader, mutateJson } from './values.ts';

/** Breaks requests on their way to the provider. @param applied called for each that was changed */
export function requestLayer({ place, action, variant }: Mutation, applied: () => void): Middleware {
  if (place.on !== 'request' && place.on !== 'request-header' && place.on !== 'request-body')
    return (request, next) => next(request);
  return async (request, next) => {
    const body = await collect(request.body);
    const whole: GatewayRequest = { ...request, body: once(body) };
    if (trafficOf(request.method, request.target, body) !== place.of) return next(whole);
    if (place.on === 'request-header') {
      const headers = mutateHeaders(request.headers, place.name, action, variant);
      if (headers) applied();
      return next({ ...whole, headers: headers ?? request.headers });
    }
    if (place.on === 'request-body') {
      const changed = mutateJson(body, place.path, action, variant);
      if (changed) applied();
      return next(changed ? withBody(request, changed) : whole);
    }
    applied();
    if (action === 'drop') throw new Error('the request was lost');
    if (action === 'delay') await setTimeout(DELAY_MS);
    if (action === 'duplicate') await collect((await next({ ...request, body: once(body) })).body);
    return next(whole);
  };
}

/** Headers with the lines of one name changed; undefined when nothing does. */
export function mutateHeaders(
  headers: RawHeaders,
  name: string,
  action: Action,
  variant: number,
): RawHeaders | undefined {
  const isIt = ([key]: readonly [string, string]) => key.toLowerCase() === name;
  const own = headers.filter(isIt);
  if (own.length === 0) return undefined;
  const others = headers.filter((line) => !isIt(line));
  if (action === 'drop') return others;
  if (action === 'duplicate') return headers.flatMap((line) => (isIt(line) ? [line, line] : [line]));
  if (action === 'reorder') return headers[0] && isIt(headers[0]) ? [...others, ...own] : [...own, ...others];
  const changed = headers.map((line) => (isIt(line) ? alteredHeader(...line, variant) : line));
  return JSON.stringify(changed) === JSON.stringify(headers) ? undefined : changed;
}
