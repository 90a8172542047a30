import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import type { FormatId } from '../contract/requirement.ts';
import type { Unusual } from '../mock/unusual/unusual.ts';
import type { Check } from '../run/check.ts';
import { type Seen, seenIn } from '../seen.ts';
import { type Pair, type Trial, tryGateway } from '../trial.ts';

/** Buffering is proven by waiting, and trials share the processor. */
const TIMEOUT = 180_000;

/** What each broken gateway tripped when docs/faults.md was last written. */
export const recorded: readonly Seen[] = JSON.parse(
  readFileSync(new URL('../../docs/faults.json', import.meta.url), 'utf8'),
);

/**
 * A test for each broken gateway in each of its formats: it must trip exactly the checks that it declares, over
 * the rows that the page about it shows.
 */
export function expectAsRecorded(pairs: readonly Pair[], checks: readonly Check[]): void {
  const named = pairs.map((pair) => [nameOf(pair), pair] as const);
  test.concurrent.each(named)('%s', { timeout: TIMEOUT }, async (name, pair) => {
    const trial = await tryGateway(pair.fault, checks, pair);
    expect(departures(trial)).toEqual(NONE);
    expect(seenIn(pair, trial), 'npm run docs:faults records it').toEqual(
      recorded.find(({ id, format, to }) => nameOf({ fault: { id }, format, ...(to && { to }) }) === name),
    );
  });
}

/** A test for each gateway that is right in its own way: nothing but the warnings that it declares. */
export function expectAsDeclared(
  specimens: readonly Unusual[],
  checks: readonly Check[],
  format: FormatId = 'anthropic',
): void {
  test.concurrent.each(specimens)(`$id in ${format}`, { timeout: TIMEOUT }, async (specimen) => {
    expect(departures(await tryGateway(specimen, checks, { format }))).toEqual(NONE);
  });
}

const NONE = { missed: [], surprises: [], stopped: undefined };

function departures({ missed, extra, stopped, tripped }: Trial) {
  const surprises = tripped
    .filter(({ check }) => extra.includes(check))
    .map(({ check, status, reason, observations }) => ({ check, status, reason, observations }));
  return { missed, surprises, stopped };
}

function nameOf({ fault: { id }, format, to }: Omit<Pair, 'fault'> & { fault: { id: string } }): string {
  return to === undefined ? `${id} in ${format}` : `${id} in ${format} to ${to}`;
}

/** The first or second half of a list, so that two files share the work of two processors. */
export function half<T>(list: readonly T[], which: 'first' | 'second'): readonly T[] {
  const middle = Math.ceil(list.length / 2);
  return which === 'first' ? list.slice(0, middle) : list.slice(middle);
}

/** The trials in the Messages API itself; those of other formats, and of bridges, have files of their own. */
export function inMessages(pairs: readonly Pair[]): readonly Pair[] {
  return pairs.filter(({ format, to }) => format === 'anthropic' && to === undefined);
}
