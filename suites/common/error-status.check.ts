import {
  type CheckContext,
  check,
  errorOf,
  outcome,
  type RequirementId,
  refusedTrips,
} from '../../src/suite.ts';

/** What the upstream answers, and the type that goes with it. */
type Refusal = readonly [status: number, type: string];

const CLIENT_ERRORS: readonly Refusal[] = [
  [400, 'invalid_request_error'],
  [402, 'billing_error'],
  [403, 'permission_error'],
  [404, 'not_found_error'],
  [408, 'timeout_error'],
  [409, 'conflict_error'],
  [422, 'invalid_request_error'],
];
const SERVER_ERRORS: readonly Refusal[] = [
  [500, 'api_error'],
  [502, 'api_error'],
  [503, 'api_error'],
  [504, 'timeout_error'],
];
/** Statuses about the gateway's own account, which a gateway may present as it likes. */
const ABOUT_THE_ACCOUNT = [401, 402, 403];

/** Expects each refusal of the upstream to arrive with its status. */
async function expectStatus(
  t: CheckContext,
  row: RequirementId,
  refusals: readonly Refusal[],
): Promise<void> {
  for (const [status, type] of refusals) {
    const error = { type, message: `Refused with ${status}.` };
    for (const { client } of await refusedTrips(t, { status, error })) {
      const got = client.response.status;
      const isFree = t.target.credentialMode !== 'forwarded' && ABOUT_THE_ACCOUNT.includes(status);
      t.expect(row, got === status || (isFree && got >= 400), {
        expected: isFree ? `an error status for an upstream ${status}` : `status ${status}`,
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    }
  }
}

export default [
  // 400 sets recovery going, 403 ends the turn, 500 is retried for minutes: the status decides.
  check({
    id: 'common/error-status/client-errors',
    title: 'A 4xx of the upstream arrives with its status',
    requirements: ['ERR-02'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      await expectStatus(t, 'ERR-02', [...CLIENT_ERRORS, [401, 'authentication_error']]);
    },
  }),

  // One 5xx is retried like another; only the text on the screen names the wrong cause.
  check({
    id: 'common/error-status/server-errors',
    title: 'A 5xx of the upstream arrives with its exact status',
    requirements: ['ERR-02b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      await expectStatus(t, 'ERR-02b', SERVER_ERRORS);
    },
  }),

  // A limit that looks like a server error is retried at once, against a limit that is still in force.
  check({
    id: 'common/error-status/rate-limit',
    title: 'A 429 of the upstream arrives as 429 under the name that the upstream gave it',
    requirements: ['ERR-03'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const error = { type: 'rate_limit_error', message: 'This request would exceed the rate limit.' };
      for (const { client } of await refusedTrips(t, { status: 429, error })) {
        // Bedrock names it in a header, which ERR-17b judges.
        const isNamed = t.format === 'bedrock' || errorOf(client)?.type === error.type;
        t.expect('ERR-03', client.response.status === 429 && isNamed, {
          expected: `status 429 with ${error.type}`,
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),

  // On 529 the client tries three times and then switches to the fallback model; on 500 eleven times.
  check({
    id: 'common/error-status/overload',
    title: 'A 529 of the upstream arrives as 529',
    requirements: ['ERR-03b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      await expectStatus(t, 'ERR-03b', [[529, 'overloaded_error']]);
    },
  }),

  // The client has a way out of 413, such as smaller images; under another status it tries the same again.
  check({
    id: 'common/error-status/too-large',
    title: 'A 413 of the upstream arrives as 413',
    requirements: ['ERR-19'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      await expectStatus(t, 'ERR-19', [[413, 'request_too_large']]);
    },
  }),
];
