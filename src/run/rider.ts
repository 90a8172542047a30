import type { Exchange } from '../net/exchange.ts';
import type { TurnSpec } from './check.ts';
import { errorOf } from './refused.ts';

/** No API knows it. Its name may be known to everybody: what becomes of it proves nothing. */
const RIDER = 'gateway_check_unbilled';

/**
 * The request with a field for which a genuine API refuses it, at no cost, where nothing is to be learned from
 * its answer; undefined where it is to be asked as it is. Who takes the field out, as a bridge may, pays.
 */
export function ridden(spec: TurnSpec): TurnSpec | undefined {
  return spec.unbilled ? { ...spec, body: { ...spec.body, [RIDER]: true } } : undefined;
}

/** Whether the exchange ended with a whole answer of status 200, or got as far as one that is not to be billed can. */
export function isServed(client: Exchange): boolean {
  const { status } = client.response;
  const isRefusedForIt = status === 400 && (errorOf(client)?.message.includes(RIDER) ?? false);
  return (status === 200 || isRefusedForIt) && client.ended === 'complete';
}
