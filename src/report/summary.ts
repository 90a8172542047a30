import { requirement } from '../contract/index.ts';
import type { Level } from '../contract/requirement.ts';
import type { Check } from '../run/check.ts';
import type { Conformance } from '../run/conformance.ts';
import { levelOf } from '../run/judge.ts';
import type { Result, Status } from '../run/result.ts';
import { checksFor } from '../run/select.ts';
import type { Report } from './model.ts';

/** Worst first. A requirement with a skipped check is not proven, whatever the others said. */
const WORST_FIRST: readonly Status[] = ['fail', 'error', 'warn', 'skip', 'pass'];

/**
 * Counts each requirement once a format, with the worst status of its results, and gives the verdict.
 * @param all every check there is: a MUST among them without a result keeps the verdict from `conforming`
 */
export function summarise(runs: readonly Conformance[], all: readonly Check[]): Report['summary'] {
  const results = runs.flatMap((run) => run.results);
  const worst = new Map<string, { level: Level; status: Status }>();
  const judgedOutside = new Set(results.filter(({ vantage }) => vantage === 'client').flatMap(keysOf));
  const isOutside = runs.every(({ vantage }) => vantage === 'client');
  for (const result of results) {
    const { level, status } = result;
    for (const key of keysOf(result)) {
      // What needs the upstream says nothing from outside, where the row has other checks.
      if (isOutside && result.vantage === 'upstream' && judgedOutside.has(key)) continue;
      const before = worst.get(key)?.status ?? 'pass';
      worst.set(key, {
        level,
        status: WORST_FIRST.indexOf(status) < WORST_FIRST.indexOf(before) ? status : before,
      });
    }
  }
  const counted = [...worst.values()];
  const number = (level: Level, status: Status) =>
    counted.filter((one) => one.level === level && one.status === status).length;
  const others = (level: 'should' | 'may') => ({
    pass: number(level, 'pass'),
    warn: number(level, 'warn'),
    skip: number(level, 'skip'),
    error: number(level, 'error'),
  });
  return {
    verdict: verdict(),
    must: {
      pass: number('must', 'pass'),
      fail: number('must', 'fail'),
      skip: number('must', 'skip'),
      error: number('must', 'error'),
    },
    should: others('should'),
    may: others('may'),
  };

  function verdict(): Report['summary']['verdict'] {
    if (results.some(({ status }) => status === 'fail')) return 'not-conforming';
    if (!results.some(({ status }) => status === 'pass' || status === 'warn')) return 'untested';
    return runs.every((run) => isWhole(run, all)) ? 'conforming' : 'partial';
  }
}

function keysOf({ requirements, format }: Result): string[] {
  return requirements.map((id) => `${id} ${format}`);
}

/** Whether every fast MUST that applies to the target was proven, with both hops in view. */
function isWhole({ results, vantage, stopped, target }: Conformance, all: readonly Check[]): boolean {
  const proven = new Set(results.filter(isProven).map(({ check }) => check));
  const missing = checksFor(target, all).some(
    (check) =>
      levelOf(check, target.edition) === 'must' && !check.slow && !check.outside && !proven.has(check.id),
  );
  return vantage === 'upstream' && !stopped && !missing;
}

/** It passed, or does not bind this target. */
function isProven({ status, unproven }: Result): boolean {
  return status === 'pass' || (status === 'skip' && unproven !== true);
}

/** The requirements that a result is about: those that were observed to be broken, else all of its check. */
export function concerned({ observations, requirements }: Result) {
  const broken = new Set(observations.map((observation) => observation.requirement));
  return requirements.filter((id) => broken.size === 0 || broken.has(id)).map(requirement);
}
