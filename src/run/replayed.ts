import type { JsonDifference } from '../wire/json.ts';
import type { CheckContext, Trip } from './check.ts';
import { bodyChanges, isMovedTool, observe } from './expectations.ts';
import { replay } from './fixtures.ts';
import type { Target } from './target.ts';

/** The request that shows what a gateway does to all of them. */
const MAIN_TURN = 'main-turn';
/** Losses that are judged by rows of their own, which are no MUST or know more. */
const JUDGED_ELSEWHERE = [
  /^stream$/, // MSG-STR-24, VTX-BODY-02
  /^anthropic_beta\b/, // BDR-BODY-01
  /^anthropic_version$/, // BDR-BODY-02, VTX-BODY-01
  /^thinking\.display$/, // FEAT-18
  /^messages\.\d+\.(output_config|clear_at)\b/, // FEAT-12
  /^tools\.\d+\.eager_input_streaming$/, // FEAT-11
];
/** The beginning of the attribution block, whose removal is judged by SYS-04. */
const ATTRIBUTION = 'x-anthropic-billing-header';

/**
 * Replays recorded requests and expects what they say to arrive (MSG-BODY-01). A habit of the gateway
 * is told once: what happens to the main turn as well is left to the check that begins with it.
 */
export async function expectReplayed(t: CheckContext, names: readonly string[]): Promise<void> {
  const known = new Set<string>();
  for (const name of names) {
    const trip = await t.send(t.turn(replay(name, t.target)));
    const changes = changesOf(trip, t.target);
    if (changes?.length === 0) {
      observe(t, 'MSG-BODY-01', t.arrived(trip), []);
      continue;
    }
    if (names[0] !== MAIN_TURN && known.size === 0) {
      const main = changesOf(await t.send(t.turn(replay(MAIN_TURN, t.target))), t.target);
      for (const habit of habits(main)) known.add(habit);
    }
    const told = changes?.filter((change) => !known.has(habitOf(change)));
    const isKnown = told ? told.length === 0 : known.has(NOT_ARRIVED);
    for (const habit of habits(changes)) known.add(habit);
    if (isKnown) continue;
    const named = told?.map((change) => ({ ...change, sent: `in the ${name} request: ${change.sent}` }));
    observe(t, 'MSG-BODY-01', t.arrived(trip), named ?? []);
  }
  if (known.size > 0) t.blocked('messages/replay/session', 'the same happens to the main turn');
}

/**
 * What a gateway did to a request; additions are judged by MSG-BODY-04 and -10, and the order of tools by
 * FEAT-17. Undefined: it did not arrive.
 */
function changesOf(trip: Trip, target: Target): readonly JsonDifference[] | undefined {
  const [arrival] = trip.arrivals;
  return (
    arrival &&
    bodyChanges(trip, arrival).meaning.filter((change) => isJudged(change) && !isMovedTool(change, target))
  );
}

function isJudged({ kind, path, sent }: JsonDifference): boolean {
  const isAttribution = kind === 'removed' && path === 'system.0' && sent?.includes(ATTRIBUTION);
  return kind !== 'added' && !isAttribution && !JUDGED_ELSEWHERE.some((pattern) => pattern.test(path));
}

const NOT_ARRIVED = 'did not arrive';

function habits(changes: readonly JsonDifference[] | undefined): string[] {
  return changes?.map(habitOf) ?? [NOT_ARRIVED];
}

/** The same for the same change, wherever in a list it shows. */
function habitOf({ kind, path }: JsonDifference): string {
  return `${kind} ${path.replace(/\b\d+\b/g, 'n')}`;
}
