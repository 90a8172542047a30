import type { RequirementId } from '../contract/index.ts';
import type { Exchange } from '../net/exchange.ts';
import { compareJson, type JsonComparison, type JsonDifference, nodeAt, readJson } from '../wire/json.ts';
import { messagesBytes } from './arrival.ts';
import type { CheckContext, Trip } from './check.ts';
import { outcome } from './context.ts';
import { isServed } from './rider.ts';
import { binds } from './select.ts';
import type { Target } from './target.ts';

/** A gateway that rebuilds bodies differs in hundreds of places; these many say enough. */
const MAX_OBSERVATIONS = 8;

/**
 * What became of the body on the gateway's way. Another model name, one where the path has it, and another
 * `max_tokens` are left out: they are judged by MSG-EP-06, by the rows about bodies without a model, and by
 * LIM-07 alone.
 */
export function bodyChanges(trip: Trip, arrival: Exchange): JsonComparison {
  const sent = messagesBytes(trip.request.body ?? new Uint8Array());
  const comparison = compareJson(sent, messagesBytes(arrival.request.body));
  return { ...comparison, meaning: comparison.meaning.filter((difference) => !isPolicy(difference)) };
}

function isPolicy({ kind, path }: JsonDifference): boolean {
  if (path === 'model') return kind === 'changed' || kind === 'added';
  return kind === 'changed' && path === 'max_tokens';
}

/** A gateway that sorts tools does so in every request that has some: one row says it. */
const ORDER_OF_TOOLS: RequirementId = 'FEAT-17';

/** Whether a tool stands at another place, and a row says that this matters. */
export function isMovedTool({ kind, path }: JsonDifference, target: Target): boolean {
  return kind === 'moved' && /^tools\.\d+$/.test(path) && binds(ORDER_OF_TOOLS, target);
}

/**
 * Expects the values at `paths` (dotted, as sent; `''` is the whole body) to arrive with the same
 * meaning, and entries of lists once. Values that a gateway adds are not judged here. A path whose
 * container did not arrive either is the finding of the row about that container: if nothing else is
 * wrong, the check is skipped.
 */
export function expectKept(
  t: CheckContext,
  requirement: RequirementId,
  trip: Trip,
  paths: readonly string[],
): void {
  const arrival = t.arrived(trip);
  const { meaning } = bodyChanges(trip, arrival);
  const lost = meaning.filter(
    (difference) =>
      difference.kind !== 'added' && !(requirement !== ORDER_OF_TOOLS && isMovedTool(difference, t.target)),
  );
  const concerned = lost.filter(({ path }) => paths.some((wanted) => isWithin(path, wanted)));
  const repeated = meaning.filter(
    ({ kind, path }) =>
      kind === 'added' &&
      paths.some((wanted) => isWithin(path, wanted) || listOf(path) === listOf(wanted)) &&
      isRepeated(arrival, path),
  );
  observe(t, requirement, arrival, [...concerned, ...repeated]);
  const container = lost.find(
    ({ kind, path }) => kind !== 'moved' && paths.some((wanted) => isWithin(wanted, path) && wanted !== path),
  );
  if (concerned.length + repeated.length === 0 && container) {
    t.blocked(
      'MSG-BODY-01',
      `${container.path || 'the body'}, which holds it, did not arrive as it was sent`,
    );
  }
}

/** Expects nothing to have been added to the body where `concerns` says so; `path` is that of the arrival. */
export function expectNothingAdded(
  t: CheckContext,
  requirement: RequirementId,
  trip: Trip,
  concerns: (path: string) => boolean,
): void {
  const arrival = t.arrived(trip);
  const { meaning } = bodyChanges(trip, arrival);
  observe(
    t,
    requirement,
    arrival,
    meaning.filter(({ kind, path }) => kind === 'added' && concerns(path)),
  );
}

/** Expects the gateway to serve `what` like any other request: a whole answer with status 200. */
export function expectServed(
  t: CheckContext,
  requirement: RequirementId,
  { client }: Trip,
  what: string,
): void {
  t.expect(requirement, isServed(client), {
    expected: `${what} is served like any other request`,
    actual: isServed(client) ? 'served' : outcome(client),
    where: { exchange: client.id, part: 'status' },
  });
}

/** The value at a dotted path of the body as it is written there; undefined when it isn't there. */
export function rawAt({ request }: Exchange, path: string): string | undefined {
  const body = messagesBytes(request.body);
  const { root } = readJson(body);
  const node = root && nodeAt(root, path);
  return node && Buffer.from(body).toString('utf8', node.start, node.end);
}

/** Records one comparison of the body for each difference, or a good one when there is none. */
export function observe(
  t: CheckContext,
  requirement: RequirementId,
  arrival: Exchange,
  differences: readonly JsonDifference[],
): void {
  const where = { exchange: arrival.id, part: 'request-body' as const };
  if (differences.length === 0) {
    t.expect(requirement, true, { expected: 'the value as it was sent', actual: 'the same', where });
  }
  const more = differences.length - MAX_OBSERVATIONS;
  for (const [at, difference] of differences.slice(0, MAX_OBSERVATIONS).entries()) {
    const rest = at === MAX_OBSERVATIONS - 1 && more > 0 ? ` (and ${more} more differences)` : '';
    t.expect(requirement, false, {
      expected: difference.sent ?? 'nothing at this place',
      actual: `${difference.kind}: ${difference.arrived ?? 'nothing at this place'}${rest}`,
      where: { ...where, path: difference.path },
    });
  }
}

/** The path of the list that holds an entry; the path itself of what is no entry. */
function listOf(path: string): string {
  return path.replace(/\.\d+$/, '');
}

/** Whether an entry of a list that arrived is its neighbour once more. */
function isRepeated(arrival: Exchange, path: string): boolean {
  const [list, at] = [listOf(path), Number(path.split('.').at(-1))];
  const entry = rawAt(arrival, path);
  return list !== path && [at - 1, at + 1].some((other) => rawAt(arrival, `${list}.${other}`) === entry);
}

/** Whether `path` is `container` or lies below it. */
function isWithin(path: string, container: string): boolean {
  return container === '' || path === container || path.startsWith(`${container}.`);
}
