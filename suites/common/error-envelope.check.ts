import {
  answerBytes,
  type CheckContext,
  check,
  errorMisfit,
  errorOf,
  errorWhere,
  holdsWords,
  outcome,
  refusedTrips,
} from '../../src/suite.ts';

/** Refusals whose form decides what the client does next; 401 to 403 may be put in other words. */
const REFUSALS = [
  [400, 'invalid_request_error'],
  [404, 'not_found_error'],
  [422, 'invalid_request_error'],
  [429, 'rate_limit_error'],
] as const;

/**
 * A wording that no list knows, with the quotes and backticks that a second encoding would escape. It is
 * over a kilobyte long, as the refusal of a long list is, so that a limit for log lines shows.
 */
function wordingOf(t: CheckContext): string {
  const choices = Array.from({ length: 100 }, (_, i) => `"choice_${i}"`).join(', ');
  return `tools.0.custom.${t.invent('field')}: Input should be ${choices} or \`${t.invent('word')}\``;
}

/** A refusal in the envelope of the format, printed as no printer would, with keys that nobody knows. */
function oddRefusal(t: CheckContext): string {
  const details = `{"error_code": "${t.invent('word')}", "${t.invent('field')}": 1.0}`;
  if (t.format === 'bedrock') return `{"message": "No.",  "details": ${details}}`;
  const error = `{"type": "api_error", "message": "No.", "details": ${details}}`;
  return `{"type": "error", "error": ${error}, "request_id": "req_011CGatewayCheck00000001"}`;
}

export default [
  // The client reads error.type under type "error"; another shape ends as raw text on the screen.
  check({
    id: 'common/error-envelope/shape-and-type',
    title: 'An upstream 4xx keeps the error shape of the API and its error type',
    requirements: ['ERR-01'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const [status, type] of REFUSALS) {
        for (const { client } of await refusedTrips(t, { status, error: { type, message: 'Refused.' } })) {
          const misfit = errorMisfit(client);
          t.expect('ERR-01', misfit === undefined && errorOf(client)?.type === type, {
            expected: `an error of the API with the type ${type}`,
            actual: misfit ?? outcome(client),
            where: errorWhere(client),
          });
        }
      }
    },
  }),

  // From the wording the client finds out what to drop from the request, or that it must compact.
  check({
    id: 'common/error-envelope/wording',
    title: 'An upstream 4xx keeps its message word for word',
    requirements: ['ERR-01'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const [status, type] of REFUSALS) {
        const message = wordingOf(t);
        for (const { client } of await refusedTrips(t, { status, error: { type, message } })) {
          t.expect('ERR-01', errorOf(client)?.message === message, {
            expected: `the message ${message.slice(0, 60)}…, ${message.length} characters`,
            actual: outcome(client),
            where: errorWhere(client),
          });
        }
      }
    },
  }),

  // A wrapped error still works as long as the original words, or the token, are somewhere in it.
  check({
    id: 'common/error-envelope/wording-somewhere',
    title: 'A rewritten error holds the wording of the upstream or a capability_rejected token',
    requirements: ['ERR-04'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const message = `output_config.${t.invent('field')}: Extra inputs are not permitted`;
      const refusal = { status: 400, error: { type: 'invalid_request_error', message } };
      for (const { client } of await refusedTrips(t, refusal)) {
        t.expect('ERR-04', holdsWords(client, message) || holdsWords(client, 'capability_rejected:'), {
          expected: `${JSON.stringify(message)} or capability_rejected: somewhere in the body`,
          actual: outcome(client),
          where: { exchange: client.id, part: 'response-body' },
        });
      }
    },
  }),

  // Support asks for the request id, and newer clients branch on error.details.
  check({
    id: 'common/error-envelope/bytes',
    title: 'The body of an upstream error arrives byte for byte',
    requirements: ['ERR-01b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const status of [400, 500]) {
        const body = oddRefusal(t);
        const headers = [['content-type', 'application/json']] as const;
        for (const { client } of await refusedTrips(t, { status, body, headers })) {
          t.expect('ERR-01b', answerBytes(client).toString('utf8') === body, {
            expected: `${body.length} bytes: ${body}`,
            actual: outcome(client),
            where: { exchange: client.id, part: 'response-body' },
          });
        }
      }
    },
  }),
];
