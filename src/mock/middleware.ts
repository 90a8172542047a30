import type { Informational } from '../net/sink.ts';
import type { RawHeaders } from '../wire/headers.ts';

/** A request on its way through a gateway. Bodies are streams, so that nothing waits for a whole one. */
export interface GatewayRequest {
  readonly method: string;
  /** Path and query, undecoded. */
  readonly target: string;
  readonly headers: RawHeaders;
  readonly body: AsyncIterable<Uint8Array>;
  /** Tells requests on one connection of a client from those on others. */
  readonly connection: object;
  /** Aborts when the client has left. */
  readonly gone: AbortSignal;
}

/** An answer on its way back. An error thrown by `body` means that it was cut short. */
export interface GatewayResponse {
  readonly status: number;
  readonly headers: RawHeaders;
  readonly body: AsyncIterable<Uint8Array>;
  /** Informational answers that go ahead of this one. */
  readonly ahead?: readonly { readonly status: Informational; readonly headers: RawHeaders }[];
  /** Headers of the client's connection, where they are not left to chance. */
  readonly connection?: RawHeaders;
  /** What follows the body of a chunked answer; known once the body has ended. */
  readonly trailers?: () => RawHeaders;
}

export type Forward = (request: GatewayRequest) => Promise<GatewayResponse>;

/** One layer of a gateway: passes on, alters, refuses or answers by itself. */
export type Middleware = (request: GatewayRequest, next: Forward) => Promise<GatewayResponse>;
