import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

/** What needs more than npm: real proxies and the real Claude Code. `npm run e2e:nginx`, `e2e:proxies`, `e2e:claude`. */
export default defineConfig({
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: {
    include: ['.ci/e2e/**/*.test.ts'],
    // Nothing here is judged by time; a proxy that buffers is confirmed by waiting.
    testTimeout: 120_000,
    // They wait more than they compute.
    maxWorkers: '100%',
    // Tests that say they may run side by side: more clients than cores would only start more slowly.
    maxConcurrency: 2,
    reporters: ['default', fileURLToPath(new URL('counts.ts', import.meta.url))],
  },
});
