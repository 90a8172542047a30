import { join } from 'node:path';
import { aptPackages, ownLibraries } from '../apt-package.ts';
import type { ServerCommand } from '../server-process.ts';

/** The folder that stands for `/usr`, with the proxies that Debian has in it. */
export async function proxies(): Promise<string> {
  return join(await aptPackages('proxies', ['haproxy', 'apache2-bin', 'lighttpd', 'caddy']), 'usr');
}

/** A program out of these packages (`sbin/haproxy`), run with the libraries out of them. */
export async function unpacked(program: string, args: readonly string[]): Promise<ServerCommand> {
  const usr = await proxies();
  return {
    command: join(usr, program),
    args,
    env: ownLibraries(join(usr, '..')),
    install: `the packages in ${usr} hold no ${program}: remove that folder`,
  };
}
