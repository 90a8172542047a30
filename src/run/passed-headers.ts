import type { RequirementId } from '../contract/index.ts';
import { header, type RawHeaders } from '../wire/headers.ts';
import type { CheckContext } from './check.ts';

const MESSAGE = { message: { content: [{ type: 'text', text: 'Understood.' }] } };
const REFUSAL = { status: 400, error: { type: 'invalid_request_error', message: 'Refused.' } };

/**
 * Has the upstream give these header lines with a message, with a stream and with a refusal, and expects
 * them to reach the client. A check that uses it disturbs the upstream.
 */
export async function expectHeadersPassed(
  t: CheckContext,
  requirement: RequirementId,
  headers: RawHeaders,
): Promise<void> {
  const kinds = [
    ['a message', false, MESSAGE],
    ['a stream', true, MESSAGE],
    ['a refusal', false, REFUSAL],
  ] as const;
  for (const [kind, stream, answer] of kinds) {
    const trip = await t.send(t.turn({ stream }), { ...answer, headers });
    t.arrived(trip);
    const { client } = trip;
    for (const [name, value] of headers) {
      const got = header(client.response.headers, name);
      t.expect(requirement, got === value, {
        expected: `${name}: ${value} on ${kind}`,
        actual: got ?? 'no such header',
        where: { exchange: client.id, part: 'response-header', path: name },
      });
    }
  }
}
