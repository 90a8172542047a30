import type { RequirementId } from '../contract/index.ts';
import type { Exchange } from '../net/exchange.ts';
import { routeOf } from '../wire/format.ts';
import { compareJson, type JsonDifference } from '../wire/json.ts';
import type { Json, JsonObject } from '../wire/scenario.ts';
import { streamEvents } from './answer.ts';
import { messagesBody } from './arrival.ts';
import type { CheckContext, Trip, Where } from './check.ts';
import { outcome } from './context.ts';
import { isEventStream } from './refused.ts';

/** More would be the same cause over and over. */
const MAX_OBSERVATIONS = 5;

/**
 * Compares one aspect of the answer, as the upstream sent it and as the client received it. Values are
 * compared by meaning: key order, escapes and the like are free. An aspect that the upstream's answer
 * does not have (undefined) compares nothing.
 */
export function expectRelayed(
  t: CheckContext,
  requirement: RequirementId,
  trip: Trip,
  aspect: (exchange: Exchange) => Json | undefined,
): void {
  const where = (path: string): Where => ({ exchange: trip.client.id, part: 'response-body', path });
  compare(t, requirement, trip, aspect(t.arrived(trip)), () => aspect(trip.client), where);
}

/**
 * The same for those events of a stream for which `pick` gives a value; undefined leaves an event
 * out. Their order counts.
 */
export function expectEventsRelayed(
  t: CheckContext,
  requirement: RequirementId,
  trip: Trip,
  pick: (event: JsonObject) => Json | undefined,
): void {
  const picked = (exchange: Exchange) =>
    streamEvents(exchange).flatMap((event, number) => {
      const value = pick(event);
      return value === undefined ? [] : [{ value, number }];
    });
  const values = (events: ReturnType<typeof picked>) => events.map(({ value }) => value);
  const sent = sentEvents(t, trip)
    .map(pick)
    .filter((value) => value !== undefined);
  const got = picked(trip.client);
  const where = (path: string): Where => {
    const [at = '', ...rest] = path.split('.');
    const event = got[Number(at)]?.number;
    return {
      exchange: trip.client.id,
      part: 'event',
      ...(event !== undefined && { event }),
      ...(rest.length > 0 && { path: rest.join('.') }),
    };
  };
  compare(t, requirement, trip, sent.length > 0 ? sent : undefined, () => values(got), where);
}

/** The events that the upstream sent, or was asked for in the prompt. */
function sentEvents(t: CheckContext, trip: Trip): readonly JsonObject[] {
  const [played] = trip.request.plays ?? [];
  if (!played) return streamEvents(t.arrived(trip));
  return 'steps' in played ? played.steps.flatMap((step) => ('event' in step ? [step.event] : [])) : [];
}

/** Whether two values differ at most in key order. */
export function meansTheSame(a: Json | undefined, b: Json | undefined): boolean {
  return compareJson(bytes(a ?? null), bytes(b ?? null)).meaning.length === 0;
}

function compare(
  t: CheckContext,
  requirement: RequirementId,
  trip: Trip,
  sent: Json | undefined,
  received: () => Json | undefined,
  where: (path: string) => Where,
): void {
  if (sent === undefined) requireOwnKind(t, trip);
  if (sent === undefined || !expectStatus(t, requirement, trip)) return;
  const { meaning } = compareJson(bytes(sent), bytes(received() ?? null));
  for (const difference of meaning.slice(0, MAX_OBSERVATIONS)) {
    t.expect(requirement, false, { ...told(difference), where: where(difference.path) });
  }
  if (meaning.length === 0) {
    t.expect(requirement, true, { expected: 'what the upstream sent', actual: 'the same', where: where('') });
  }
}

/** A gateway that has the upstream stream in place of a JSON answer leaves nothing to compare: one cause, one finding. */
function requireOwnKind(t: CheckContext, trip: Trip): void {
  const { method, target } = trip.request;
  const isAsked = routeOf(method, target)?.route.stream ?? messagesBody(trip.client)['stream'] === true;
  const { headers } = t.arrived(trip).response;
  if (!isAsked && isEventStream(headers)) t.blocked('MSG-STR-24', 'the gateway asks the upstream to stream');
}

/** Without the status that the upstream gave there is no answer to compare, only that to report. */
function expectStatus(t: CheckContext, requirement: RequirementId, trip: Trip): boolean {
  const status = trip.request.plays ? 200 : t.arrived(trip).response.status;
  if (trip.client.response.status === status) return true;
  t.expect(requirement, false, {
    expected: `the upstream's answer with status ${status}`,
    actual: outcome(trip.client),
    where: { exchange: trip.client.id, part: 'status' },
  });
  return false;
}

function told({ kind, sent, arrived }: JsonDifference): { expected: string; actual: string } {
  return { expected: sent ?? 'nothing at this place', actual: `${kind}: ${arrived ?? 'missing'}` };
}

function bytes(value: Json): Buffer {
  return Buffer.from(JSON.stringify(value));
}
