import type { Trip } from './check.ts';
import { type Controls, learnControls, STRAY_RESULT } from './controls.ts';
import { learnRehearsal } from './rehearsal.ts';
import { turn } from './request.ts';
import { PLAIN, type Sample } from './samples.ts';
import type { Session } from './session.ts';

/** What is asked once in a session, whoever wants to know. */
export class SharedTrips {
  readonly #session: Session;
  readonly #samples = new Map<string, Promise<Trip>>();
  #controls: Promise<Controls> | undefined;
  #rehearsal: Promise<string | undefined> | undefined;

  constructor(session: Session) {
    this.#session = session;
  }

  /** The trip of a request that is sent once in the session. */
  sample({ name, spec, again }: Sample): Promise<Trip> {
    const known = this.#samples.get(name);
    if (known) return known;
    const session = this.#session;
    const trip = again
      ? this.sample(again).then(({ request }) => session.send(request))
      : session.send(turn(spec, session.target, session.mark(`sample ${name}`)));
    this.#samples.set(name, trip);
    return trip;
  }

  /** Takes a trip that was made anyway for that of a sample. */
  add({ name }: Sample, trip: Trip): void {
    this.#samples.set(name, Promise.resolve(trip));
  }

  /** Why what stands behind the target plays no answers that prompts ask for; undefined when it does. */
  rehearsal(): Promise<string | undefined> {
    this.#rehearsal ??= learnRehearsal(this.#session, STRAY_RESULT.spec);
    return this.#rehearsal;
  }

  /** What can be known of the API behind the target. */
  controls(): Promise<Controls> {
    this.#controls ??= this.sample(PLAIN).then(({ client }) =>
      learnControls(this, client, this.#session.target),
    );
    return this.#controls;
  }
}
