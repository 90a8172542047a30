import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsRecorded } from '../src/testbed/matrix.ts';
import { pairsOf } from '../src/trial.ts';

const pairs = pairsOf(await loadFaults()).filter(({ format }) => format === 'vertex');

expectAsRecorded(pairs, await loadChecks());
