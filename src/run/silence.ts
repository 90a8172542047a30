import type { Limits } from './target.ts';

/** Beyond the 50 to 60 seconds after which common proxies cut a silent connection by default. */
const LONG_SILENCE = 65_000;
/** Before our own client would give up. */
const MARGIN = 5_000;

/** How long a slow check lets the upstream be silent, in milliseconds; at most what the limits allow. */
export function longSilence({ timeout }: Limits): number {
  return Math.min(LONG_SILENCE, Math.max(timeout / 2, timeout - MARGIN));
}
