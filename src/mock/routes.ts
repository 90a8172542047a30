import type { Operation } from '../net/exchange.ts';
import { routeOf, type WireFormat, wireOf } from '../wire/format.ts';

/** What a request asks for, and in which format. The query string is ignored, as the real APIs ignore it. */
export interface Asking {
  readonly operation: Operation;
  readonly format: WireFormat;
  /** Of a path that names one. */
  readonly model?: string;
  /** Set where the path tells whether the answer streams. */
  readonly stream?: boolean;
}

/** Tells format and operation of a request line; what no format knows is answered as Messages would. */
export function route(method: string, target: string): Asking {
  const found = routeOf(method, target);
  if (!found) return { operation: 'other', format: wireOf('anthropic') };
  return Object.assign({ format: found.format }, found.route);
}
