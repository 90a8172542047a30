import { createHash } from 'node:crypto';

/** What an `Authorization` header says of its signature. */
export interface Claim {
  readonly keyId: string;
  /** Of the scope: `20261123`. */
  readonly day: string;
  readonly region: string;
  readonly service: string;
  readonly end: string;
  readonly signedHeaders: readonly string[];
  readonly signature: string;
  /** Of the request: `20261123T185306Z`. */
  readonly date: string;
}

/**
 * Reads an `Authorization` header with the `x-amz-date` beside it.
 * @returns `problem` where AWS could not read it either, in its words, with the header only as a hash
 */
export function readClaim(
  authorization: string,
  date: string | undefined,
): Claim | { readonly problem: string } {
  const parameter = (name: string) => new RegExp(`[\\s,]${name}=([^\\s,]+)`).exec(authorization)?.[1];
  const credential = parameter('Credential');
  const signature = parameter('Signature');
  const signedHeaders = parameter('SignedHeaders');
  if (!(credential && signature && signedHeaders && date)) {
    const given = { Credential: credential, Signature: signature, SignedHeaders: signedHeaders };
    const missing = Object.entries(given).filter(([, value]) => value === undefined);
    const problems = missing.map(([name]) => `Authorization header requires '${name}' parameter.`);
    if (!date) problems.push(NO_DATE);
    const hash = createHash('sha256').update(authorization).digest('base64');
    problems.push(`(Hashed with SHA-256 and encoded with Base64) Authorization=${hash}`);
    return { problem: problems.join(' ') };
  }
  const algorithm = authorization.split(/\s/, 1)[0];
  if (algorithm !== 'AWS4-HMAC-SHA256') return { problem: `Unsupported AWS 'algorithm': '${algorithm}'` };
  if (Number.isNaN(dateOf(date).getTime())) {
    const where = 'See http://en.wikipedia.org/wiki/ISO_8601';
    return { problem: `Date must be in ISO-8601 'basic format'. Got '${date}'. ${where}` };
  }
  const [keyId, day, region, service, end, ...more] = credential.split('/');
  if (!(keyId && day && region && service && end) || more.length > 0) {
    const wanted =
      'Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term';
    return { problem: `${wanted}, got '${credential}'` };
  }
  const names = signedHeaders.toLowerCase().split(';');
  if (!names.includes('host') && !names.includes(':authority')) {
    return { problem: "'Host' or ':authority' must be a 'SignedHeader' in the AWS Authorization." };
  }
  return { keyId, day, region, service, end, signedHeaders: names, signature, date };
}

const NO_DATE = "Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.";

const BASIC = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/;

/** The moment that `20261123T185306Z` names; an invalid Date for any other form. */
export function dateOf(basic: string): Date {
  return new Date(BASIC.test(basic) ? basic.replace(BASIC, '$1-$2-$3T$4:$5:$6Z') : Number.NaN);
}
