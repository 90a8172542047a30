import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { half } from '../src/testbed/matrix.ts';
import { expectSeenOutside, seenOutside } from '../src/testbed/outside.ts';

expectSeenOutside(half(seenOutside(await loadFaults()), 'second'), await loadChecks());
