import { UNUSUAL } from '../src/mock/unusual/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared } from '../src/testbed/matrix.ts';

// Gateways that are right in ways of their own: none of them may see a failure.
expectAsDeclared(UNUSUAL, await loadChecks());
