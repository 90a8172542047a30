import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared } from '../src/testbed/matrix.ts';

// What a gateway can get wrong on Bedrock alone: frames, paths, body fields, signatures.
const faults = (await loadFaults()).filter(({ formats }) => formats[0] === 'bedrock');

expectAsDeclared(faults, await loadChecks());
