import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared, half, inMessages } from '../src/testbed/matrix.ts';

expectAsDeclared(half(inMessages(await loadFaults()), 'second'), await loadChecks());
