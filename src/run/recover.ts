import { isSaid, rehearsing, says } from './rehearsal.ts';
import { turn } from './request.ts';
import type { Session } from './session.ts';
import { Skip } from './stop.ts';

/** First and greatest pause between two attempts, in milliseconds. */
const FIRST_PAUSE = 50;
const LONGEST_PAUSE = 2_000;

const WORD = 'Recovered.';
const RECOVERED = says(WORD);

/**
 * After a probe that made the upstream look ill, waits until a plain request succeeds again: real
 * gateways open circuit breakers and cool deployments down, and that is their right.
 * @throws Skip when the target has not recovered within the limit, now and for the rest of the run
 */
export async function recover(session: Session): Promise<void> {
  if (session.outOfRotation) throw new Skip(OUT_OF_ROTATION);
  if (!session.disturbed) return;
  const plays = !session.upstream && (await session.shared.rehearsal()) === undefined;
  const deadline = performance.now() + session.options.limits.recovery;
  for (let pause = FIRST_PAUSE; ; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
    session.recoveries += 1;
    const mark = session.mark(`recovery ${session.recoveries}`);
    const request = plays
      ? rehearsing({}, [RECOVERED], session.target, mark)
      : turn({}, session.target, mark);
    const { client } = await session.send(request, RECOVERED);
    const isServed = client.response.status === 200;
    if (isServed && (!plays || isSaid(WORD, client, mark))) break;
    // What another provider answers is paid for.
    if (isServed || performance.now() + pause > deadline) {
      session.outOfRotation = true;
      throw new Skip(OUT_OF_ROTATION);
    }
    await session.pause(pause);
  }
  session.disturbed = false;
}

const OUT_OF_ROTATION = 'target took the upstream out of rotation';
