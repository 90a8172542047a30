import type { RequirementId } from '../contract/index.ts';
import type { RawHeaders } from '../wire/headers.ts';
import type { CheckContext } from './check.ts';
import { expectServed } from './expectations.ts';
import { isServed } from './rider.ts';

/**
 * Expects a request with these headers to be served. Where any unknown header is refused, that is
 * the finding of MSG-HDR-09, and the check is skipped.
 */
export async function expectTolerated(
  t: CheckContext,
  requirement: RequirementId,
  headers: RawHeaders,
): Promise<void> {
  const trip = await t.send(t.turn({ headers, unbilled: true }));
  if (!isServed(trip.client)) {
    const control = await t.send(
      t.turn({ headers: [[`x-claude-code-${t.invent('header')}`, '1']], unbilled: true }),
    );
    if (!isServed(control.client)) t.blocked('MSG-HDR-09', 'any unknown header is refused');
  }
  expectServed(t, requirement, trip, `a request with ${headers.map(([name]) => name).join(', ')}`);
}
