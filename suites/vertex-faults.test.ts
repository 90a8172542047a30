import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared } from '../src/testbed/matrix.ts';

const faults = await loadFaults();

expectAsDeclared(
  faults.filter(({ formats: [first] }) => first === 'vertex'),
  await loadChecks(),
);
