import type { Vantage } from '../contract/requirement.ts';
import type { Route } from '../wire/format.ts';
import type { RawHeaders } from '../wire/headers.ts';

/** What a request asks for, whatever the format. `other` is any path the contract does not name. */
export type Operation = Route['operation'] | 'other';

/** The protocol on which the exchange arrived or was sent. */
export type Transport = 'http/1.1' | 'h2c' | 'https/1.1' | 'h2';

/**
 * How an exchange ended.
 * - `open`: it has not.
 * - `complete`: the answer was sent or received whole.
 * - `client-gone`: the requesting side left first (seen by the answering side).
 * - `cut`: the answering side closed before the end of the body (on the answering side: as scripted).
 * - `reset`: the same with a TCP or stream reset.
 * - `refused`: no connection, or it broke before any answer.
 * - `timeout`: our own limit ran out. `cancelled`: we gave up on purpose.
 * - `malformed`: the answer was not HTTP.
 */
export type Ended =
  | 'open'
  | 'complete'
  | 'client-gone'
  | 'cut'
  | 'reset'
  | 'refused'
  | 'timeout'
  | 'cancelled'
  | 'malformed';

/** Bytes as they came off or went onto the socket. */
export interface Chunk {
  /** Milliseconds since the exchange began. */
  readonly ms: number;
  readonly bytes: Uint8Array;
}

/** A request as received or sent; nothing in it is normalised. */
export interface RequestRecord {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  readonly headers: RawHeaders;
  body: Uint8Array;
  /** Bytes of the whole body, where only its beginning is still kept. */
  bytes?: number;
  /** True once the whole body is there. */
  complete: boolean;
}

/** An answer as sent or received. `status` is 0 until there is one. */
export interface ResponseRecord {
  status: number;
  headers: RawHeaders;
  readonly chunks: Chunk[];
}

/** One request and its answer as seen at one vantage. Fields fill in while it runs. */
export interface Exchange {
  /** `c1`, `c2` ... at the client, `u1` ... at the upstream. */
  readonly id: string;
  readonly vantage: Vantage;
  readonly transport: Transport;
  /** Wall-clock start, milliseconds since the epoch. */
  readonly startedAt: number;
  readonly request: RequestRecord;
  readonly response: ResponseRecord;
  operation: Operation;
  /** The probe it belongs to, when its mark was found. */
  mark?: string;
  /** It was sent over a connection that an earlier one had left open. */
  reused?: true;
  ended: Ended;
  /** Error code or other detail of an abnormal end. */
  detail?: string;
  /** Milliseconds from start to end; 0 while open. */
  endedMs: number;
}

/** More than a report shows of a body. */
const KEPT = 128 * 1024;

/**
 * Forgets all of the request's body but its beginning, so that many large ones do not fill the memory.
 * @returns how many bytes that are
 */
export function abridge({ request }: Exchange): number {
  const { length } = request.body;
  if (length <= KEPT) return 0;
  request.bytes = length;
  request.body = Uint8Array.prototype.slice.call(request.body, 0, KEPT);
  return length - KEPT;
}

/** Bytes of the request's whole body. */
export function requestBytes({ request }: Exchange): number {
  return request.bytes ?? request.body.length;
}

/** All bytes of the answer's body, in one piece. */
export function responseBody(exchange: Exchange): Buffer {
  return Buffer.concat(exchange.response.chunks.map((chunk) => chunk.bytes));
}

/** `POST /v1/messages HTTP/1.1`, as a trace shows it. */
export function requestLine(exchange: Exchange): string {
  const version = exchange.transport.startsWith('h2') ? 'HTTP/2' : 'HTTP/1.1';
  return `${exchange.request.method} ${exchange.request.target} ${version}`;
}
