import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What needs nothing but npm: the tests beside the source, and the suites against built-in gateways. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['src/**/*.test.ts', 'suites/**/*.test.ts', 'interop/**/*.test.ts'],
    // A buffering gateway is confirmed by waiting; on a busy machine the default of 5 s would be a race.
    testTimeout: 60_000,
    // Most tests wait more than they compute; the default leaves one core of two idle.
    maxWorkers: '100%',
    reporters: ['default', fileURLToPath(new URL('counts.ts', import.meta.url))],
  },
});
