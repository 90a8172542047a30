import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared } from '../src/testbed/matrix.ts';

const broken = (await loadFaults()).filter(({ declares }) => declares?.topology === 'bridge');

// Broken bridges: each must trip what it declares, and nothing else.
expectAsDeclared(broken, await loadChecks());
