import { spawn } from 'node:child_process';
import { availableParallelism } from 'node:os';

/** Turns for ever, but not longer than who started it. */
const BURN = `
  const parent = process.ppid;
  for (;;) {
    const until = performance.now() + 500;
    while (performance.now() < until);
    if (process.ppid !== parent) process.exit();
  }
`;

/** Processes that keep every core busy until they are disposed of. */
export function underLoad(): Disposable {
  const burners = Array.from({ length: availableParallelism() }, () =>
    spawn(process.execPath, ['-e', BURN], { stdio: 'ignore' }),
  );
  return {
    [Symbol.dispose]: () => {
      for (const burner of burners) burner.kill();
    },
  };
}
