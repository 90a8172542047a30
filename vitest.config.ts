import { defineConfig } from 'vitest/config';

export default defineConfig({
  // A buffering gateway is confirmed by waiting; on a busy machine the default of 5 s would be a race.
  test: { include: ['src/**/*.test.ts', 'suites/**/*.test.ts'], testTimeout: 60_000 },
});
