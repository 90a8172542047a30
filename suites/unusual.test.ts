import { UNUSUAL } from '../src/mock/unusual/index.ts';
import { loadChecks } from '../src/run/load.ts';
import { expectAsDeclared } from '../src/testbed/matrix.ts';

// Gateways that are right in ways of their own: none of them may see a failure, on any wire.
const checks = await loadChecks();
for (const format of ['anthropic', 'bedrock', 'vertex'] as const) {
  const specimens = UNUSUAL.filter(({ formats }) => formats?.includes(format) ?? true);
  expectAsDeclared(specimens, checks, format);
}
