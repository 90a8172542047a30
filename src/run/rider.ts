import type { Exchange } from '../net/exchange.ts';
import type { TurnSpec } from './check.ts';
import { errorOf } from './refused.ts';
import type { Target } from './target.ts';

/** No API knows it. Its name may be known to everybody: what becomes of it proves nothing. */
const RIDER = 'gateway_check_unbilled';

/**
 * The request with a field for which a genuine API refuses it, at no cost, where nothing is to be learned from
 * its answer. A bridge decides by itself what to do with unknown fields, and is asked without it.
 * Undefined where it is to be asked as it is.
 */
export function ridden(spec: TurnSpec, { topology }: Target): TurnSpec | undefined {
  if (!spec.unbilled || topology === 'bridge') return undefined;
  return { ...spec, body: { ...spec.body, [RIDER]: true } };
}

/** Whether the exchange ended with a whole answer of status 200, or got as far as one that is not to be billed can. */
export function isServed(client: Exchange): boolean {
  const { status } = client.response;
  const isRefusedForIt = status === 400 && (errorOf(client)?.message.includes(RIDER) ?? false);
  return (status === 200 || isRefusedForIt) && client.ended === 'complete';
}
