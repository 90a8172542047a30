import type { PeerCertificate } from 'node:tls';
import type { RawHeaders } from '../wire/headers.ts';
import type { ClientOptions, ClientRequest } from './client.ts';
import type { Transport } from './exchange.ts';
import type { Recording } from './recording.ts';

/** A request on its way. */
export interface Sending {
  /** Sends the held body. */
  sendBody(): void;
  /** Closes its connection, or resets its stream. */
  leave(): void;
}

/** Carries requests to the target over one protocol. */
export interface Carrier {
  readonly transport: Transport;
  /** The headers of a request as this protocol writes them. */
  written(request: ClientRequest): RawHeaders;
  /** Starts a request and tells the recording what becomes of it; nothing is thrown for what a target does. */
  start(request: ClientRequest, record: Recording): Sending;
  /** Closes idle and open connections. */
  close(): void;
}

/** Where the target is, and the PEM texts to reach it with. */
export function addressOf({ base, ca, cert, key }: ClientOptions) {
  const secure = base.protocol === 'https:';
  return {
    secure,
    host: base.hostname.replace(/^\[|\]$/g, ''),
    port: Number(base.port || (secure ? 443 : 80)),
    tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) },
  };
}

/** The code of a failed connection; of a certificate for other names these, too. */
export function failureCode(error: NodeJS.ErrnoException & { readonly cert?: PeerCertificate }): string {
  const names = error.code === 'ERR_TLS_CERT_ALTNAME_INVALID' && error.cert?.subjectaltname;
  return `${error.code ?? error.message}${names ? `, for ${names}` : ''}`;
}

/** The line that frames a body of known length, unless the request frames it by itself or wants none. */
export function lengthOf({ headers, body, chunked }: ClientRequest): RawHeaders {
  const isFramed = headers.some(([name]) => /^(content-length|transfer-encoding)$/i.test(name));
  return body === undefined || isFramed || chunked ? [] : [['content-length', String(body.length)]];
}
