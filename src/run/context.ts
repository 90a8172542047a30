import { setTimeout } from 'node:timers/promises';
import type { Exchange } from '../net/exchange.ts';
import { requestLine } from '../net/exchange.ts';
import { isBinary } from '../wire/any-stream.ts';
import type { Answer, StreamAnswer } from '../wire/scenario.ts';
import { answerBytes, streamEvents } from './answer.ts';
import {
  type Check,
  type CheckContext,
  MARK,
  type Observation,
  type ProbeRequest,
  type Trip,
  type TurnSpec,
} from './check.ts';
import { type Invented, invent, seeded } from './invent.ts';
import { letGo } from './let-go.ts';
import { live } from './live.ts';
import { lockstep } from './lockstep.ts';
import { recover } from './recover.ts';
import { rehearsing, says } from './rehearsal.ts';
import { bare, turn } from './request.ts';
import { isServed, ridden } from './rider.ts';
import { binds } from './select.ts';
import type { Session } from './session.ts';
import { Inapplicable, Skip, Stop } from './stop.ts';

/** The context of one check, with what it has seen so far. */
export interface Probing {
  readonly context: CheckContext;
  readonly observations: Observation[];
  readonly exchanges: Exchange[];
  /** How many comparisons were made; none means that the check proved nothing. */
  compared(): number;
  /**
   * Lets the upstream go on with whatever it still holds back: a gateway that does not see its client leave
   * would have it among what it can do at once for as long as the run lasts, and be slow with all that follows.
   */
  letUpstreamGo(): Promise<void>;
}

/** Gives a check its context. `signal` aborts when the run is interrupted or the check's time is up. */
export function probing(check: Check, session: Session, signal: AbortSignal): Probing {
  const { target } = session;
  const { limits, scale, seed } = session.options;
  const random = seeded(`${seed} ${check.id} names`);
  const observations: Observation[] = [];
  const exchanges: Exchange[] = [];
  const opened: string[] = [];
  let compared = 0;
  let probes = 0;

  const mark = () => {
    probes += 1;
    return session.mark(`${check.id} ${probes}`);
  };
  const before = async () => {
    signal.throwIfAborted();
    if (check.disturbs === 'upstream') await recover(session);
  };
  const keep = (trip: Trip): Trip => {
    exchanges.push(trip.client, ...trip.arrivals, ...trip.sideCalls);
    if (check.disturbs === 'upstream') session.disturbed = true;
    return trip;
  };

  /** The request whose prompt asks for what an upstream of ours would be told to answer, or for a few words. */
  const asked = (
    request: ProbeRequest,
    answer: Answer = says('Understood.'),
    further: readonly Answer[] = [],
  ): ProbeRequest => request.asking?.([answer, ...further]) ?? request;

  const missed = (client: Exchange): never => {
    for (const requirement of check.requirements) {
      context.expect(requirement, false, {
        expected: 'the request arrives at the upstream',
        actual: `nothing arrived; ${outcome(client)}`,
        where: { exchange: client.id, part: 'status' },
      });
    }
    throw new Stop('the probe did not arrive');
  };

  const context: CheckContext = {
    format: target.format,
    target,
    limits,
    scale,
    signal,
    invent: (kind: Invented) => invent(kind, random),
    turn: (spec: TurnSpec = {}) => {
      const own = mark();
      const request = turn(spec, target, own);
      if (check.rehearsable && !session.upstream) {
        return { ...request, asking: (answers) => rehearsing(spec, answers, target, own) };
      }
      const unbilled = session.upstream ? undefined : ridden(spec);
      return unbilled ? { ...turn(unbilled, target, own), billed: request } : request;
    },
    bare: (method, path, operation, spec = {}) => bare(method, path, operation, spec, target, mark()),
    reply: (text = `Understood. (${MARK})`, extra = {}): Answer => ({
      message: { content: [{ type: 'text', text }], extra },
    }),
    send: async (request, answer, ...further) => {
      await before();
      const trip = keep(await session.send(asked(request, answer, further), answer));
      const { status } = trip.client.response;
      // What fails for another reason must not be hidden by a second try.
      const isRefusedOtherwise = status >= 400 && status < 500 && !isServed(trip.client);
      if (!request.billed || !isRefusedOtherwise) return trip;
      return keep(await session.send(request.billed, answer));
    },
    open: async (request, answer, throttle = 'wait') => {
      await before();
      opened.push(request.mark);
      return live({ session, request: asked(request, answer), answer, throttle, signal, keep, missed });
    },
    lockstep: async (spec: TurnSpec, answer: StreamAnswer) => {
      await before();
      const flow = await lockstep(session, () => context.turn({ stream: true, ...spec }), answer);
      keep(flow.trip);
      return flow;
    },
    sample: async (sample) => {
      await before();
      return keep(await session.shared.sample(sample));
    },
    controls: async () => {
      await before();
      const {
        fingerprint,
        doubt = 'its refusals are not known',
        exchanges: seen,
      } = await session.shared.controls();
      exchanges.push(...seen);
      return fingerprint ?? context.inconclusive(doubt);
    },
    arrived: (trip) => {
      const [first] = trip.arrivals;
      if (first) return first;
      const { client } = trip;
      if (client.response.status >= 200 && client.response.status < 300) {
        throw new Skip('answered by the gateway itself, without asking the upstream');
      }
      return missed(client);
    },
    reached: (trip) => {
      if (session.upstream) context.arrived(trip);
    },
    expect: (requirement, ok, seen) => {
      if (!check.requirements.includes(requirement)) {
        throw new Error(`${check.id} judged ${requirement}, which it does not declare`);
      }
      if (!binds(requirement, target)) return;
      compared += 1;
      if (!ok) observations.push({ requirement, ...seen });
    },
    pause: (ms) => setTimeout(ms, undefined, { signal }),
    letGo: ({ client, arrivals, sideCalls }) => letGo([client, ...arrivals, ...sideCalls]),
    blocked: (by, reason) => {
      throw new Skip(reason, by);
    },
    inconclusive: (reason) => {
      throw new Skip(`inconclusive: ${reason}`);
    },
    skip: (reason) => {
      throw new Inapplicable(reason);
    },
  };
  return {
    context,
    observations,
    exchanges,
    compared: () => compared,
    letUpstreamGo: async () => {
      await Promise.all(opened.map((held) => session.upstream?.release(held, 'all')));
    },
  };
}

/** `it answered 403: <html>...`, or how the connection failed. */
export function outcome(client: Exchange): string {
  if (client.response.status === 0)
    return `${requestLine(client)} ended as ${client.ended} (${client.detail ?? 'no detail'})`;
  const bytes = answerBytes(client);
  const body = isBinary(bytes)
    ? `a binary stream of ${JSON.stringify(streamEvents(client))}`
    : bytes.toString('utf8').replace(/\s+/g, ' ');
  const head = body.length > 200 ? `${body.slice(0, 200)}…` : body;
  return `the gateway answered ${client.response.status}: ${head || '(empty body)'}`;
}
