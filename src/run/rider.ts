import type { Exchange } from '../net/exchange.ts';
import type { TurnSpec } from './check.ts';
import { errorOf } from './refused.ts';
import type { Target } from './target.ts';

/** No API knows it. Its name may be known to everybody: what becomes of it proves nothing. */
const RIDER = 'gateway_check_unbilled';

/**
 * The request with a field for which a genuine API refuses it, at no cost, where nothing is to be learned from
 * its answer. A bridge decides by itself what to do with unknown fields, and is asked without it.
 */
export function ridden(spec: TurnSpec, { topology }: Target): TurnSpec {
  if (!spec.unbilled || topology === 'bridge') return spec;
  return { ...spec, body: { ...spec.body, [RIDER]: true } };
}

/** Whether a request got through to where it was refused for the field that travelled along. */
export function isRefusedForRider(client: Exchange): boolean {
  const { status } = client.response;
  return status === 400 && (errorOf(client)?.message.includes(RIDER) ?? false);
}
