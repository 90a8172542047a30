import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsRecorded } from '../src/testbed/matrix.ts';
import { pairsOf } from '../src/trial.ts';

// What a gateway can get wrong on Bedrock: what it breaks in any format, and frames, paths, signatures.
const pairs = pairsOf(await loadFaults()).filter(({ format }) => format === 'bedrock');

expectAsRecorded(pairs, await loadChecks());
