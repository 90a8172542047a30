import { createHash } from 'node:crypto';
import type { RequestRecord } from '../../net/exchange.ts';
import { headerValues, type RawHeaders } from '../../wire/headers.ts';
import type { Claim } from './claim.ts';
import type { Signed } from './signature.ts';

/** What a signer may put in place of the body's hash. */
const UNSIGNED = 'UNSIGNED-PAYLOAD';

/** What arrived of that which a signature claims to cover, as it arrived. */
export function covered({ method, target, headers, body }: RequestRecord, claim: Claim): Signed {
  const at = target.indexOf('?');
  const { signedHeaders, date, region, service } = claim;
  const values = Object.fromEntries(signedHeaders.map((name) => [name, canonicalValue(headers, name)]));
  const isUnsigned = values['x-amz-content-sha256'] === UNSIGNED;
  return {
    method,
    path: at < 0 ? target : target.slice(0, at),
    query: queryOf(at < 0 ? '' : target.slice(at + 1)),
    headers: values,
    // A hash that the sender states is worth nothing if the body has changed since.
    payloadHash: isUnsigned ? UNSIGNED : createHash('sha256').update(body).digest('hex'),
    date,
    region,
    service,
  };
}

/** Lines of one name joined by commas, blanks around and between words reduced. */
function canonicalValue(headers: RawHeaders, name: string): string {
  // HTTP/2 names the host in a pseudo header (RFC 9113 section 8.3.1); the AWS SDK signs it by that name.
  const synonym = name === 'host' ? ':authority' : name === ':authority' ? 'host' : name;
  const own = headerValues(headers, name);
  const values = own.length > 0 ? own : headerValues(headers, synonym);
  return values.map((value) => value.trim().replace(/\s+/g, ' ')).join(',');
}

function queryOf(raw: string): Record<string, string[]> {
  const query = new Map<string, string[]>();
  for (const pair of raw.split('&').filter((part) => part !== '')) {
    const [name = '', ...rest] = pair.split('=');
    const key = decoded(name);
    query.set(key, [...(query.get(key) ?? []), decoded(rest.join('='))]);
  }
  return Object.fromEntries(query);
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
