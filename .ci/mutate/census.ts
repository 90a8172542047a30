import { endToEnd } from '../../src/mock/forward.ts';
import type { Exchange } from '../../src/net/exchange.ts';
import { responseBody } from '../../src/net/exchange.ts';
import type { Check } from '../../src/run/check.ts';
import { header, withoutHeaders } from '../../src/wire/headers.ts';
import { runAgainst } from './attempt.ts';
import { unitDecoder } from './event-layer.ts';
import { type Mutation, type Place, placeText } from './mutation.ts';
import { framingOf, trafficOf } from './traffic.ts';
import { pathsOf } from './values.ts';

type Format = Mutation['format'];

/** Where traffic can be broken, and whose. */
export interface Site {
  readonly place: Place;
  /** Ids of the checks that send such traffic, or get it as an answer. */
  readonly checks: readonly string[];
}

/** In milliseconds: on a busy machine a gateway is late without being broken. */
const PATIENT = { gate: 4_000, timeout: 60_000, wait: 10_000, recovery: 10_000 };
/** Longest body, in bytes, in which single bytes are broken: what comes behind is more of the same. */
const BYTES = 1_500;

/**
 * Every place in the traffic of the suites in one format, sorted. Taken from two runs with different
 * seeds: what is not in both has an invented name, and would not be there the next time.
 * @throws Error when the reference gateway does not conform: then nothing could be said about broken ones
 */
export async function census(format: Format, checks: readonly Check[]): Promise<Site[]> {
  const [first, second] = [await sitesOf(format, checks, 'one'), await sitesOf(format, checks, 'two')];
  return [...first]
    .filter(([key]) => second.has(key))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([, { place, by }]) => ({ place, checks: [...by].sort() }));
}

type Sites = Map<string, { readonly place: Place; readonly by: Set<string> }>;

async function sitesOf(format: Format, checks: readonly Check[], seed: string): Promise<Sites> {
  const { tripped, stopped, results } = await runAgainst({
    format,
    checks,
    layers: {},
    seed,
    limits: PATIENT,
  });
  if (tripped || stopped)
    throw new Error(`the reference gateway trips ${tripped?.check ?? 'the wiring'}: ${stopped ?? ''}`);
  const sites: Sites = new Map();
  for (const { check, exchanges } of results) {
    const add = (place: Place) => {
      const key = placeText(place);
      const site = sites.get(key) ?? { place, by: new Set() };
      site.by.add(check);
      sites.set(key, site);
    };
    for (const exchange of exchanges)
      for (const place of exchange.vantage === 'upstream' ? sent(exchange) : answered(exchange)) add(place);
  }
  return sites;
}

/** Places in a request as it arrived. `host` is that of each hop. */
function* sent({ request: { method, target, headers, body } }: Exchange): Generator<Place> {
  const of = trafficOf(method, target, body);
  yield { on: 'request', of };
  for (const [name] of withoutHeaders(endToEnd(headers), 'host'))
    yield { on: 'request-header', of, name: name.toLowerCase() };
  for (const path of pathsOf(body)) yield { on: 'request-body', of, path };
}

/** Places in an answer as it came back. */
function* answered(exchange: Exchange): Generator<Place> {
  const { request, response } = exchange;
  if (response.status === 0) return;
  const of = trafficOf(request.method, request.target, request.body);
  const type = header(response.headers, 'content-type');
  const framing = framingOf(response.status, type);
  for (const [name] of endToEnd(response.headers))
    yield { on: 'answer-header', of, framing, name: name.toLowerCase() };
  const body = responseBody(exchange);
  for (let at = 0; at < Math.min(body.length, BYTES); at += 1) yield { on: 'answer-byte', of, framing, at };
  if (framing !== 'stream' || header(response.headers, 'content-encoding') !== undefined) return;
  const decode = unitDecoder(type);
  const counts = new Map<string, number>();
  for (const unit of [...decode(body), ...decode()]) {
    const nth = counts.get(unit.type) ?? 0;
    counts.set(unit.type, nth + 1);
    yield { on: 'event', type: unit.type, nth };
    for (const path of pathsOf(unit.json)) yield { on: 'event', type: unit.type, nth, path };
  }
}
