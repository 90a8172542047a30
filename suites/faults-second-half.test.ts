import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared, half } from '../src/testbed/matrix.ts';

expectAsDeclared(half(await loadFaults(), 'second'), await loadChecks());
