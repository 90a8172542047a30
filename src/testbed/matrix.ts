import { expect, test } from 'vitest';
import type { FormatId } from '../contract/requirement.ts';
import type { Fault } from '../mock/faults/fault.ts';
import type { Unusual } from '../mock/unusual/unusual.ts';
import type { Check } from '../run/check.ts';
import { tryGateway } from '../trial.ts';

/** Buffering is proven by waiting, and trials share the processor. */
const TIMEOUT = 180_000;

/** A test for each gateway: it must trip exactly the checks that it declares, in `format` or in its own. */
export function expectAsDeclared(
  specimens: readonly (Fault | Unusual)[],
  checks: readonly Check[],
  format?: FormatId,
): void {
  const title = format === undefined ? '$id' : `$id in ${format}`;
  test.concurrent.each(specimens)(title, { timeout: TIMEOUT }, async (specimen) => {
    const { missed, extra, stopped, tripped } = await tryGateway(specimen, checks, {
      ...(format && { format }),
    });
    const undeclared = tripped.filter(({ check }) => extra.includes(check));
    const surprises = undeclared.map(({ check, status, reason, observations }) => ({
      check,
      status,
      reason,
      observations,
    }));
    expect({ missed, surprises, stopped }).toEqual({ missed: [], surprises: [], stopped: undefined });
  });
}

/** The first or second half of a list, so that two files share the work of two processors. */
export function half<T>(list: readonly T[], which: 'first' | 'second'): readonly T[] {
  const middle = Math.ceil(list.length / 2);
  return which === 'first' ? list.slice(0, middle) : list.slice(middle);
}

/** The broken gateways of the Messages API itself; those of other formats, and bridges, have files of their own. */
export function inMessages(faults: readonly Fault[]): readonly Fault[] {
  return faults.filter(
    ({ formats, declares }) => formats[0] === 'anthropic' && declares?.topology !== 'bridge',
  );
}
