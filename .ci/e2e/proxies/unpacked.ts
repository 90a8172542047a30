import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { CACHE } from '../cached.ts';
import type { ServerCommand } from '../server-process.ts';

/** Where `.ci/e2e/install-proxies.sh` unpacks the packages of Debian. */
export const UNPACKED = join(CACHE, 'proxies', 'usr');

const INSTALL = 'fetch it with .ci/e2e/install-proxies.sh';

/**
 * A program out of these packages (`sbin/haproxy`), run with the libraries out of them.
 * @throws when there are no packages
 */
export function unpacked(program: string, args: readonly string[]): ServerCommand {
  if (!existsSync(UNPACKED)) throw new Error(`${program} is not there; ${INSTALL}`);
  const command = join(UNPACKED, program);
  return { command, args, env: { LD_LIBRARY_PATH: libraries() }, install: INSTALL };
}

/** The folder of shared libraries is named after the processor. */
function libraries(): string {
  const folder = join(UNPACKED, 'lib');
  const own = readdirSync(folder).find((name) => name.includes('-linux-'));
  return join(folder, own ?? '');
}
