import { createRequire } from 'node:module';

/** The version in package.json, found by the package's own name: sources and build lie at different depths. */
export function version(): string {
  const manifest: { version: string } = createRequire(import.meta.url)('gateway-check/package.json');
  return manifest.version;
}
