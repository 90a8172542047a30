import { withDeadline } from '../net/deadline.ts';
import type { Exchange } from '../net/exchange.ts';
import type { Journal } from '../net/journal.ts';
import type { Upstream } from '../net/upstream.ts';
import type { ProbeRequest, Trip } from './check.ts';
import type { Limits } from './target.ts';

/** How many gate limits a request gets to arrive or to be answered before a steered check goes on without. */
const PATIENCE = 10;

/** Where the other side is looked up, and for how long. */
interface Looking {
  readonly limits: Limits;
  readonly signal: AbortSignal;
}

/** The trip of an exchange that ended at the client: waits for the upstream's end, too. */
export async function paired(
  request: ProbeRequest,
  client: Exchange,
  { upstream, ...looking }: Looking & { readonly upstream?: Upstream },
): Promise<Trip> {
  const all = upstream ? await settled(request.mark, upstream, looking) : [];
  const arrivals = all.filter((exchange) => exchange.operation === request.operation);
  const sideCalls = all.filter((exchange) => exchange.operation !== request.operation);
  return { request, client, arrivals, sideCalls };
}

/** The upstream's exchanges of a mark, once those that arrived have ended or a gate's time is up. */
async function settled(
  mark: string,
  upstream: Upstream,
  { limits, signal }: Looking,
): Promise<readonly Exchange[]> {
  const seen = await upstream.exchanges(mark);
  if (seen.every((exchange) => exchange.ended !== 'open')) return seen;
  return withDeadline(limits.gate, signal, (limit) => upstream.wait(mark, 'ended', limit)).catch(() =>
    upstream.exchanges(mark),
  );
}

/**
 * Waits until a request has arrived or its answer has begun; not forever, since it may do neither.
 * @param journal that of the client's side
 * @throws the signal's reason on interruption
 */
export async function noticed(
  client: Exchange,
  mark: string,
  journal: Journal,
  { upstream, limits, signal }: Looking & { readonly upstream: Upstream },
): Promise<void> {
  const begun = () => (client.response.status !== 0 || client.ended !== 'open' ? true : undefined);
  await withDeadline(limits.gate * PATIENCE, signal, async (limit) => {
    const either = new AbortController();
    const stop = () => either.abort();
    limit.addEventListener('abort', stop);
    await Promise.race([
      upstream.wait(mark, 'arrived', either.signal),
      journal.waitFor(begun, either.signal),
    ]).catch(() => undefined);
    stop();
  });
  signal.throwIfAborted();
}
