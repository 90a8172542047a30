import type { Operation } from '../net/exchange.ts';
import { routeOf, type WireFormat, type WireId, wireOf } from '../wire/format.ts';

/** What a request asks for, and in which format. The query string is ignored, as the real APIs ignore it. */
export interface Asking {
  readonly operation: Operation;
  readonly format: WireFormat;
  /** Of a path that names one. */
  readonly model?: string;
  /** Set where the path tells whether the answer streams. */
  readonly stream?: boolean;
}

/** Tells format and operation of a request line; of a path that no format knows, whose error form fits. */
export function route(method: string, target: string): Asking {
  const found = routeOf(method, target);
  if (!found) return { operation: 'other', format: wireOf(familyOf(target)) };
  return Object.assign({ format: found.format }, found.route);
}

function familyOf(target: string): WireId {
  if (/^[^?]*\/(?:model\/|inference-profiles(?:[/?]|$))/.test(target)) return 'bedrock';
  return /^[^?]*\/projects\//.test(target) ? 'vertex' : 'anthropic';
}
