import { readdir } from 'node:fs/promises';
import { didYouMean, UsageError } from '../src/cli/usage.ts';
import type { Gateway, Route, Setup } from './gateway.ts';

/** One way through a gateway: what one report is about. */
export interface Way {
  readonly gateway: Gateway;
  readonly setup: Setup;
  readonly route: Route;
}

/** As it is said: `nginx tuned messages`. */
export function nameOf({ gateway, setup, route }: Way): string {
  return `${gateway.name} ${setup.name} ${route.name}`;
}

/** Every gateway, found by listing the folders beside this file, in order of name. */
export async function loadGateways(): Promise<Gateway[]> {
  const here = new URL('./', import.meta.url);
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const entries = await readdir(here, { recursive: true });
  const files = entries.filter((name) => name.endsWith(`/gateway${extension}`)).sort();
  return Promise.all(files.map((file) => loaded(new URL(file, here))));
}

async function loaded(url: URL): Promise<Gateway> {
  const module: { default?: Gateway } = await import(url.href);
  const folder = url.pathname.split('/').at(-2);
  const gateway = module.default;
  if (gateway && gateway.name === folder) return gateway;
  throw new Error(`interop/${folder}/gateway.ts must export by default a Gateway called ${folder}`);
}

/** What is asked for on the command line. */
export interface Wanted {
  /** None: all. */
  readonly gateways: readonly string[];
  readonly setup?: string;
  readonly route?: string;
}

/**
 * The ways that are wanted, in the order of the gateways.
 * @throws UsageError for a name that is none
 */
export function waysOf(all: readonly Gateway[], { gateways, setup, route }: Wanted): Way[] {
  for (const name of gateways) {
    const names = all.map((gateway) => gateway.name);
    if (!names.includes(name))
      throw new UsageError(
        `${name}: no such gateway${didYouMean(name, names)}. There are ${names.join(', ')}.`,
      );
  }
  const chosen = all.filter(({ name }) => gateways.length === 0 || gateways.includes(name));
  const ways = chosen.flatMap((gateway) =>
    gateway.setups.flatMap((setup) => setup.routes.map((route) => ({ gateway, setup, route }))),
  );
  const left = ways.filter(
    (way) => (setup ?? way.setup.name) === way.setup.name && (route ?? way.route.name) === way.route.name,
  );
  if (left.length > 0) return left;
  const asked = [setup && `--setup ${setup}`, route && `--route ${route}`].filter(Boolean).join(' ');
  throw new UsageError(`${asked}: no such way. There are:\n  ${ways.map(nameOf).join('\n  ')}`);
}
