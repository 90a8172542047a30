import type { Check } from '../run/check.ts';
import type { Result } from '../run/result.ts';
import type { Output } from './io.ts';

/** Progress on stderr: notes everywhere, the running line on terminals only. */
export interface Progress {
  note(line: string): void;
  /** Tells that a check begins. */
  readonly start: (check: Check) => void;
  /** Counts a result. */
  readonly result: (result: Result) => void;
  /** Takes the running line away. */
  clear(): void;
}

/** Back to the start of the line, and empty it. */
const CLEAR = '\r\u001b[K';
/** How often the time that is left is counted down, in milliseconds. */
const TICK = 1_000;

/**
 * Shows the progress of a run of `total` checks. Of slow ones it tells by name that they run and how long
 * they may still take: on a terminal in the running line, elsewhere in a line each.
 * @param now milliseconds of any clock
 */
export function progress(output: Output, total: number, now = () => performance.now()): Progress {
  const isTerminal = output.isTTY === true;
  /** Until when each slow check that runs may take, oldest first. */
  const running = new Map<string, number>();
  let done = 0;
  let bad = 0;
  let latest = '';
  let ticking: NodeJS.Timeout | undefined;

  const draw = () => {
    if (!isTerminal) return;
    const line = `${done}/${total}${bad > 0 ? `, ${bad} failed` : ''}  ${waitingFor(running, now()) ?? latest}`;
    output.write(CLEAR + line.slice(0, (output.columns ?? 80) - 1));
  };
  const clear = () => {
    clearInterval(ticking);
    ticking = undefined;
    if (isTerminal) output.write(CLEAR);
  };
  return {
    note: (line) => output.write(`${line}\n`),
    start: ({ id, slow, takes = 0 }) => {
      if (!slow) return;
      running.set(id, now() + takes * 1000);
      if (!isTerminal) output.write(`slow: ${id}, up to ${takes} s\n`);
      // A clock must not keep a process alive that has nothing else to do.
      else ticking ??= setInterval(draw, TICK).unref();
      draw();
    },
    result: ({ status, check, durationMs }) => {
      done += 1;
      latest = check;
      if (status === 'fail' || status === 'error') bad += 1;
      const isSlow = running.delete(check);
      if (isSlow && !isTerminal)
        output.write(`${status}: ${check}, after ${Math.round(durationMs / 1000)} s\n`);
      draw();
    },
    clear,
  };
}

/** The slow check that may take longest, and for how long; undefined while none runs. */
function waitingFor(running: ReadonlyMap<string, number>, now: number): string | undefined {
  const [longest] = [...running].sort(([, a], [, b]) => b - a);
  if (!longest) return undefined;
  const [id, until] = longest;
  const others = running.size > 1 ? ` and ${running.size - 1} more` : '';
  return `${Math.max(0, Math.ceil((until - now) / 1000))} s at most: ${id}${others}`;
}
