import { createHash, createHmac, type Hash, type Hmac } from 'node:crypto';
import { createScope, SignatureV4 } from '@smithy/signature-v4';
import { dateOf } from './claim.ts';

/** A long-lived or temporary key pair of AWS; a temporary one has a session token. */
export interface AwsKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken?: string;
}

/** What a signature covers, with nothing of it decoded. */
export interface Signed {
  readonly method: string;
  /** As it was in the request line, before any `?`. */
  readonly path: string;
  /** Decoded names with their decoded values, in order of arrival. */
  readonly query: Readonly<Record<string, string[]>>;
  /** By lower-case name: exactly those that the signer lists. */
  readonly headers: Readonly<Record<string, string>>;
  /** Hex, or what the signer may put in its place. */
  readonly payloadHash: string;
  /** `20261123T185306Z` */
  readonly date: string;
  readonly region: string;
  readonly service: string;
}

/** A signature with the texts from which it was made. */
export interface Signature {
  readonly signature: string;
  readonly canonicalRequest: string;
  readonly stringToSign: string;
}

/**
 * The AWS Signature Version 4 that a request must have. Like AWS for every service but S3 it encodes the
 * received path once more, so a `:` that came raw counts as `%3A` and one that came as `%3A` as `%253A`.
 */
export async function signatureOf(signed: Signed, keys: AwsKeys): Promise<Signature> {
  const signer = new Signer({
    credentials: keys,
    region: signed.region,
    service: signed.service,
    sha256: Sha256,
    uriEscapePath: true,
  });
  return signer.signatureOf(signed);
}

/** The signer of the AWS SDKs, with a door behind the part in which it chooses headers and date itself. */
class Signer extends SignatureV4 {
  async signatureOf({ method, path, query, headers, payloadHash, ...scoped }: Signed): Promise<Signature> {
    const request = { method, path, query: { ...query }, headers: {}, protocol: '', hostname: '' };
    const canonicalRequest = this.createCanonicalRequest(request, { ...headers }, payloadHash);
    const { date, region, service } = scoped;
    const scope = createScope(date.slice(0, 8), region, service);
    const stringToSign = await this.createStringToSign(date, scope, canonicalRequest, 'AWS4-HMAC-SHA256');
    const signature = await this.sign(stringToSign, { signingDate: dateOf(date) });
    return { signature, canonicalRequest, stringToSign };
  }
}

/** SHA-256 of Node's own in the form that the signer wants. */
export class Sha256 {
  readonly #hash: Hash | Hmac;
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret === undefined ? createHash('sha256') : createHmac('sha256', bytesOf(secret));
  }
  update(data: string | ArrayBuffer | ArrayBufferView): void {
    this.#hash.update(bytesOf(data));
  }
  async digest(): Promise<Uint8Array> {
    return this.#hash.digest();
  }
}

function bytesOf(data: string | ArrayBuffer | ArrayBufferView): Uint8Array {
  if (typeof data === 'string') return Buffer.from(data);
  return ArrayBuffer.isView(data)
    ? Buffer.from(data.buffer, data.byteOffset, data.byteLength)
    : Buffer.from(data);
}
