import { conformanceTests } from '../src/vitest.ts';

await conformanceTests();
