import type { FormatId } from '../src/contract/requirement.ts';
import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsRecorded } from '../src/testbed/matrix.ts';
import { pairsOf } from '../src/trial.ts';

/** They speak Messages behind other addresses. */
const HOSTS: readonly FormatId[] = ['foundry', 'aws', 'mantle'];

const pairs = pairsOf(await loadFaults()).filter(({ format }) => HOSTS.includes(format));

expectAsRecorded(pairs, await loadChecks());
