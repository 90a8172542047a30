import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsRecorded } from '../src/testbed/matrix.ts';
import { pairsOf } from '../src/trial.ts';

// Broken bridges: each must trip what it declares, and nothing else.
const pairs = pairsOf(await loadFaults()).filter(({ to }) => to !== undefined);

expectAsRecorded(pairs, await loadChecks());
