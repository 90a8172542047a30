import type { Exchange } from '../net/exchange.ts';
import { header } from '../wire/headers.ts';
import { isObject } from '../wire/shape.ts';
import { answerJson } from './answer.ts';
import { formatOf } from './arrival.ts';

/** What all refusals of one API have in common, whatever they say. */
export interface Fingerprint {
  /** Shape of the request id in the header, such as `req_<24>` or `uuid`; undefined when there is none. */
  readonly requestId: string | undefined;
  /** Names of the API's own headers, sorted. What the network and its caches add differs from answer to answer. */
  readonly headers: string;
  /** Keys of the envelope, and whether it repeats the request id of the header. */
  readonly envelope: string;
}

/** The fingerprint of a refusal, for the format of its request. */
export function fingerprintOf(exchange: Exchange): Fingerprint {
  const { headers } = exchange.response;
  const own = new Set(headers.map(([name]) => name.toLowerCase()).filter(isOwn));
  return {
    requestId: requestIdShape(exchange),
    headers: [...own].sort().join(' '),
    envelope: envelopeOf(exchange),
  };
}

/** The shape of the request id that an answer of the API carries in its header; undefined when it has none. */
export function requestIdShape(exchange: Exchange): string | undefined {
  const id = requestIdOf(exchange);
  return id === undefined ? undefined : shapeOf(id);
}

function requestIdOf(exchange: Exchange): string | undefined {
  const name = formatOf(exchange).id === 'bedrock' ? 'x-amzn-requestid' : 'request-id';
  return header(exchange.response.headers, name);
}

/** Rate limits are counted in some answers only; the rest of these came with every recorded refusal of one API. */
function isOwn(name: string): boolean {
  if (name.startsWith('anthropic-ratelimit-')) return false;
  return name === 'request-id' || name === 'x-should-retry' || /^(anthropic-|x-amzn-)/.test(name);
}

/** `req_<24>` for a prefix and 24 characters, as the recordings have it; `uuid`; else the length alone. */
function shapeOf(id: string): string {
  if (/^[\da-f]{8}(-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return 'uuid';
  const [, prefix = '', rest = ''] = /^((?:[a-z]+_)*)(.*)$/s.exec(id) ?? [];
  return `${prefix}<${rest.length}>`;
}

function envelopeOf(exchange: Exchange): string {
  const { error, ...top } = answerJson(exchange) ?? {};
  const id = top['request_id'];
  const repeats =
    id === undefined ? '' : id === requestIdOf(exchange) ? ' (that of the header)' : ' (its own)';
  // Only some refusals have details.
  const inner = isObject(error) ? Object.keys(error).filter((key) => key !== 'details') : [];
  const keys = [...Object.keys(top), ...inner.map((key) => `error.${key}`)];
  return keys.sort().join(' ') + repeats;
}

/** What is not the same in two fingerprints, in words; undefined when nothing is. */
export function difference(seen: Fingerprint, known: Fingerprint): string | undefined {
  for (const [key, name] of Object.entries(NAMES) as [keyof Fingerprint, string][]) {
    if (seen[key] !== known[key]) return `${name} ${seen[key] || 'none'} instead of ${known[key] || 'none'}`;
  }
  return undefined;
}

const NAMES: { readonly [key in keyof Fingerprint]: string } = {
  requestId: 'request id',
  headers: 'headers',
  envelope: 'envelope',
};
