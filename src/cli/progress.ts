import type { Result } from '../run/result.ts';
import type { Output } from './io.ts';

/** Progress on stderr: notes everywhere, the running line on terminals only. */
export interface Progress {
  note(line: string): void;
  /** Counts a result. */
  readonly result: (result: Result) => void;
  /** Takes the running line away. */
  clear(): void;
}

/** Back to the start of the line, and empty it. */
const CLEAR = '\r\u001b[K';

/** Shows the progress of a run of `total` checks. */
export function progress(output: Output, total: number): Progress {
  let done = 0;
  let bad = 0;
  const clear = () => {
    if (output.isTTY) output.write(CLEAR);
  };
  return {
    note: (line) => output.write(`${line}\n`),
    result: ({ status, check }) => {
      done += 1;
      if (status === 'fail' || status === 'error') bad += 1;
      if (!output.isTTY) return;
      const line = `${done}/${total}${bad > 0 ? `, ${bad} failed` : ''}  ${check}`;
      output.write(CLEAR + line.slice(0, (output.columns ?? 80) - 1));
    },
    clear,
  };
}
