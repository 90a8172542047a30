import type { FormatId } from '../src/contract/requirement.ts';
import { loadFaults } from '../src/mock/faults/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared } from '../src/testbed/matrix.ts';

/** They speak Messages behind other addresses. */
const HOSTS: readonly (FormatId | undefined)[] = ['foundry', 'aws', 'mantle'];

const faults = await loadFaults();

expectAsDeclared(
  faults.filter(({ formats: [first] }) => HOSTS.includes(first)),
  await loadChecks(),
);
