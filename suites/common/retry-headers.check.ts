import { type CheckContext, check, header, type RequirementId, refusedTrips } from '../../src/suite.ts';

/**
 * An error of the upstream and what its retry header says; undefined when it has none. Waits are short where they can be:
 * a gateway that repeats requests itself keeps to them.
 */
type Hint = readonly [status: number, type: string, value: string | undefined];

const OF_4XX: readonly Hint[] = [
  [429, 'rate_limit_error', 'false'],
  [400, 'invalid_request_error', 'true'],
];
const CLOUDS = ['bedrock', 'vertex'];

/** Expects the header of each error to arrive with its value, and to be absent where it was. */
async function expectHints(
  t: CheckContext,
  row: RequirementId,
  name: string,
  hints: readonly Hint[],
): Promise<void> {
  for (const [status, type, value] of hints) {
    const headers = value === undefined ? [] : ([[name, value]] as const);
    for (const { client } of await refusedTrips(t, {
      status,
      error: { type, message: 'Not now.' },
      headers,
    })) {
      const got = header(client.response.headers, name);
      t.expect(row, got === value, {
        expected: value === undefined ? `no ${name} on ${status}` : `${name}: ${value} on ${status}`,
        actual: got === undefined ? `no ${name}` : `${name}: ${got}`,
        where: { exchange: client.id, part: 'response-header', path: name },
      });
    }
  }
}

export default [
  // Without the wait the client asks again at once, and its attempts are used up before the limit ends.
  check({
    id: 'common/retry-headers/retry-after',
    title: 'retry-after of an upstream 429 arrives with its value',
    requirements: ['ERR-08'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      await expectHints(t, 'ERR-08', 'retry-after', [
        [429, 'rate_limit_error', '3'],
        [429, 'rate_limit_error', '61'],
      ]);
    },
  }),

  // Backoff works without it, only not for as long as the upstream asked for.
  check({
    id: 'common/retry-headers/retry-after-of-5xx',
    title: 'retry-after of an upstream 5xx arrives with its value',
    requirements: ['ERR-08b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      await expectHints(t, 'ERR-08b', 'retry-after', [
        [503, 'api_error', '3'],
        [529, 'overloaded_error', '4'],
      ]);
    },
  }),

  // It overrules the status: what can never succeed is not repeated, what would succeed is not given up.
  check({
    id: 'common/retry-headers/should-retry',
    title: 'x-should-retry of an upstream 4xx arrives with its value',
    requirements: ['ERR-10'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      await expectHints(t, 'ERR-10', 'x-should-retry', OF_4XX);
    },
  }),

  // A 5xx is retried in any case; "false" would have spared the wait. The cloud providers do not send the header yet.
  check({
    id: 'common/retry-headers/should-retry-of-5xx',
    title: 'x-should-retry of an upstream 5xx, or of any error of a cloud provider, arrives with its value',
    requirements: ['ERR-10b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      await expectHints(t, 'ERR-10b', 'x-should-retry', [
        [500, 'api_error', 'false'],
        [529, 'overloaded_error', 'true'],
        ...(CLOUDS.includes(t.format) ? OF_4XX : []),
      ]);
    },
  }),

  // A made-up minute before each attempt, on an error that the upstream would take again at once.
  check({
    id: 'common/retry-headers/not-invented',
    title: 'A relayed error has no retry header that the upstream did not send',
    requirements: ['RSP-05'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const plain: Hint = [429, 'rate_limit_error', undefined];
      await expectHints(t, 'RSP-05', 'retry-after', [plain, [400, 'invalid_request_error', undefined]]);
      await expectHints(t, 'RSP-05', 'x-should-retry', [plain]);
    },
  }),
];
