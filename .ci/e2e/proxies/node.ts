import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { npmPackages } from '../npm-package.ts';
import { type StartProxy, startServer } from '../server-process.ts';
import { documented } from './documented.ts';

/** The packages around which the programs of the docs are written, at the versions that were judged. */
const PACKAGES: Readonly<Record<string, readonly string[]>> = {
  '@fastify/http-proxy': ['@fastify/http-proxy@11.6.3', 'fastify@5.12.8'],
  'http-proxy-3': ['http-proxy-3@2.0.1'],
  'http-proxy': ['http-proxy@1.18.1'],
};

/**
 * The program that the docs give for a package, run by the Node of this test.
 * @param change alters it
 * @param installed the package that it imports, when that is changed, too
 */
export function node(
  heading: string,
  change = (program: string) => program,
  installed = heading,
): StartProxy {
  return async (upstream) => {
    const packages = PACKAGES[installed] ?? [];
    const packed = await npmPackages(packages.join('+').replaceAll('/', '-'), packages);
    return startServer(installed.replace(/.*\//, ''), async (folder, port) => {
      const file = join(folder, 'gateway.mjs');
      await symlink(join(packed, 'node_modules'), join(folder, 'node_modules'));
      await writeFile(file, change(await documented('proxies.md', heading, port, upstream)));
      return { command: process.execPath, args: [file], install: 'it is the Node that runs this test' };
    });
  };
}

/** The program of `http-proxy-3` around the package that this was forked from. */
export function httpProxy(change = (program: string) => program): StartProxy {
  const around = (program: string) => change(program).replace("'http-proxy-3'", "'http-proxy'");
  return node('http-proxy-3', around, 'http-proxy');
}
