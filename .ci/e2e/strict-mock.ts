import { expect } from 'vitest';
import { type Mock, startMock } from '../../src/mock/server.ts';
import type { Scenario } from '../../src/wire/scenario.ts';
import type { Credential } from './modes/mode.ts';

/**
 * Runs `session` against a mock that objects to whatever the real API refuses. It demands a credential only
 * if the client has one, and then verifies what is signed.
 */
export async function againstMock(
  credential: Pick<Credential, 'header' | 'keys'>,
  scenarios: readonly Scenario[],
  session: (mock: Mock) => Promise<void>,
): Promise<void> {
  const objections: string[] = [];
  const onWarning = (message: string) => objections.push(message);
  await using mock = await startMock({
    validation: credential.header ? 'strict' : 'lenient',
    ...(credential.keys && { sigv4: credential.keys }),
    scenarios,
    onWarning,
  });
  await session(mock);
  expect(objections).toEqual([]);
}
