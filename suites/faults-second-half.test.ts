import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsRecorded, half, inMessages } from '../src/testbed/matrix.ts';
import { pairsOf } from '../src/trial.ts';

expectAsRecorded(half(inMessages(pairsOf(await loadFaults())), 'second'), await loadChecks());
