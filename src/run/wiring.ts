import { wireOf } from '../wire/format.ts';
import { MARK } from './check.ts';
import { turn } from './request.ts';
import { PLAIN } from './samples.ts';
import type { Session } from './session.ts';
import { Unproven } from './stop.ts';
import type { CredentialMode } from './target.ts';
import { problemOf } from './wiring-problem.ts';

/** Pause between two attempts to find the target wired, in milliseconds. */
const RETRY_PAUSE = 250;

/**
 * Before anything else: does the target answer, does one plain request succeed, did it arrive at our
 * upstream, and whose credential went with it? Tried again for `limits.wait`, since gateways start slowly.
 * Completes the session's target by what was learned.
 * @param upstreamPublic the upstream's address as the gateway must know it, for the message
 * @throws Unproven with one message that says what was tried, what was seen and what to set
 */
export async function wire(session: Session, upstreamPublic?: string): Promise<void> {
  const hint = upstreamPublic ?? session.upstream?.url ?? '(none)';
  const deadline = performance.now() + session.options.limits.wait;
  for (let attempt = 1; ; attempt += 1) {
    const request = turn({}, session.target, session.mark(`wiring ${attempt}`));
    const trip = await session.send(request, {
      message: { content: [{ type: 'text', text: `Wired. (${MARK})` }] },
    });
    const problem = problemOf(trip, session, hint);
    if (problem === undefined) {
      session.shared.add(PLAIN, trip);
      const credential = await credentialMode(session);
      if (credential) session.target = { ...session.target, credentialMode: credential };
      return;
    }
    if (problem.final || performance.now() + RETRY_PAUSE > deadline) throw new Unproven(problem.text);
    await session.pause(RETRY_PAUSE);
  }
}

/** Nobody's credential. */
const WRONG = 'gateway-check-wrong-credential';

/**
 * Sends a made-up credential in every declared header and looks whether it is refused, passed on, or
 * replaced. Undefined when that cannot be seen (client vantage).
 */
async function credentialMode(session: Session): Promise<CredentialMode | undefined> {
  const { target } = session;
  if (target.credentialMode) return target.credentialMode;
  if (!session.upstream) return undefined;
  const usual = wireOf(target.format).id === 'anthropic' ? 'x-api-key' : 'authorization';
  const names = target.credentialHeaders ?? [target.credential?.header ?? usual];
  const wrong = names.map(
    (name) => [name, /authorization$/i.test(name) ? `Bearer ${WRONG}` : WRONG] as const,
  );
  const request = turn({ credential: 'none', headers: wrong }, target, session.mark('credential'));
  const trip = await session.send(request, {
    message: { content: [{ type: 'text', text: `Open? (${MARK})` }] },
  });
  const [arrival] = trip.arrivals;
  if (!arrival) return 'managed';
  // A bridge passes it on in the header of its provider.
  const isPassedOn = arrival.request.headers.some(([, value]) => value.replace(/^Bearer +/i, '') === WRONG);
  return isPassedOn ? 'forwarded' : 'open';
}
