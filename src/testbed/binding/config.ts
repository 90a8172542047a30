import { defineConfig } from 'vitest/config';

/** Of the vitest that the binding's test starts. */
export default defineConfig({ test: { include: ['src/testbed/binding/*.case.ts'] } });
