import { withDeadline } from '../net/deadline.ts';
import type { Exchange } from '../net/exchange.ts';
import type { Upstream } from '../net/upstream.ts';
import type { Answer } from '../wire/scenario.ts';
import type { Live, ProbeRequest, Trip } from './check.ts';
import { paired } from './pairing.ts';
import type { Session } from './session.ts';
import { Skip } from './stop.ts';

/** How many gate limits a gateway gets to pass the end of one side on to the other. */
const PATIENCE = 10;

interface LiveOptions {
  readonly session: Session;
  readonly request: ProbeRequest;
  readonly answer: Answer | undefined;
  /** Whether a 429 of the target's own is waited out or shown. */
  readonly throttle: 'wait' | 'show';
  readonly signal: AbortSignal;
  /** Told of the finished trip, and returns it. */
  keep(trip: Trip): Trip;
  /** Ends the check since nothing arrived. */
  missed(client: Exchange): never;
}

/** Sends a probe whose course the check steers. */
export async function live(options: LiveOptions): Promise<Live> {
  const { session, request, answer, throttle, signal, keep, missed } = options;
  const sent = await (throttle === 'show'
    ? session.start(request, answer)
    : session.admitted(request, answer));
  const upstream = (): Upstream => {
    if (!session.upstream) throw new Skip('needs the recording upstream');
    return session.upstream;
  };
  const own = (exchanges: readonly Exchange[]) =>
    exchanges.find((other) => other.operation === request.operation);

  /** Looks again at what is there when waiting ended without the awaited. */
  const orAsIs = (waiting: Promise<readonly Exchange[]>) =>
    waiting.catch(() => upstream().exchanges(request.mark));

  const arrived = async (): Promise<Exchange> => {
    const given = new AbortController();
    const stop = () => given.abort();
    void sent.ended.then(stop);
    signal.addEventListener('abort', stop);
    const found = await orAsIs(upstream().wait(request.mark, 'arrived', given.signal));
    signal.removeEventListener('abort', stop);
    signal.throwIfAborted();
    return own(found) ?? missed(sent.exchange);
  };

  const { gate } = session.options.limits;
  // What is known to come late, or not at all, is waited for once only.
  const patience = session.bufferingConfirmed ? gate : gate * PATIENCE;

  const upstreamEnded = async (): Promise<Exchange> => {
    const found = await withDeadline(patience, signal, (limit) =>
      orAsIs(upstream().wait(request.mark, 'ended', limit)),
    );
    signal.throwIfAborted();
    return own(found) ?? missed(sent.exchange);
  };

  const received = async <T>(look: (client: Exchange) => T | undefined): Promise<T | undefined> => {
    const { exchange } = sent;
    const seen = () => {
      const value = look(exchange);
      return value !== undefined || exchange.ended !== 'open' ? { value } : undefined;
    };
    const found = await withDeadline(patience, signal, (limit) => session.journal.waitFor(seen, limit)).catch(
      () => ({ value: undefined }),
    );
    signal.throwIfAborted();
    return found.value;
  };

  return {
    request,
    sent,
    arrived,
    upstreamEnded,
    received,
    release: async (gates = 'next') => session.upstream?.release(request.mark, gates),
    finish: async () => keep(await paired(request, await sent.ended, session.options)),
  };
}
