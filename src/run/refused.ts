import { header } from '../wire/headers.ts';
import type { Answer } from '../wire/scenario.ts';
import type { CheckContext, Trip } from './check.ts';

/**
 * Has the upstream give `refusal` to a request without `stream` and to one with `stream: true`: a gateway
 * has a path of its own for each, and Claude Code streams nearly everything. Ends the check when a request
 * did not arrive. A streamed refusal that came as no refusal at all is the finding of MSG-STR-14 and is
 * left out.
 */
export async function refusedTrips(t: CheckContext, refusal: Answer): Promise<readonly Trip[]> {
  const plain = await t.send(t.turn(), refusal);
  t.arrived(plain);
  const streamed = await t.send(t.turn({ stream: true }), refusal);
  t.arrived(streamed);
  return isRefused(streamed) ? [plain, streamed] : [plain];
}

/** Whether a streamed request that the upstream refused got an error status and no event stream. */
export function isRefused({ client: { response } }: Trip): boolean {
  const type = header(response.headers, 'content-type') ?? '';
  return response.status >= 400 && !/event-stream/i.test(type);
}
