import { answerJson, check, type JsonObject, outcome, refusedTrips, valueAt } from '../../src/suite.ts';

const DOMAIN = 'aiplatform.googleapis.com';
/** How the platform in front of the model refuses. */
const REFUSALS = [
  [400, 'FAILED_PRECONDITION', 'Organization Policy constraint constraints/vertexai.allowedModels violated'],
  [404, 'NOT_FOUND', 'Publisher Model was not found or your project does not have access to it.'],
  [429, 'RESOURCE_EXHAUSTED', `Quota exceeded for ${DOMAIN}/online_prediction_input_tokens_per_minute.`],
] as const;
/** These a gateway with a credential of its own may put into its own words. */
const OF_CREDENTIALS = [
  [401, 'UNAUTHENTICATED', 'Request had invalid authentication credentials.'],
  [403, 'PERMISSION_DENIED', "Permission 'aiplatform.endpoints.predict' denied on resource."],
] as const;

export default [
  // The client reads the message out of this form, too; in another it shows raw JSON, or a general text.
  check({
    id: 'vertex/errors/google-form',
    title: 'A refusal by the Google platform keeps its form, its status word and its message',
    requirements: ['ERR-18'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const isForwarded = t.target.credentialMode === 'forwarded';
      for (const [status, word, text] of [...REFUSALS, ...(isForwarded ? OF_CREDENTIALS : [])]) {
        const message = `${text} "${t.invent('word')}" \`${t.invent('field')}\``;
        const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: word, domain: DOMAIN };
        const body: JsonObject = { error: { code: status, message, status: word, details: [info] } };
        for (const { client } of await refusedTrips(t, { status, body })) {
          const got = answerJson(client);
          const isKept =
            valueAt(got, 'error.message') === message &&
            valueAt(got, 'error.status') === word &&
            valueAt(got, 'error.code') === status;
          t.expect('ERR-18', isKept, {
            expected: `{"error": {"code": ${status}, "message": ${JSON.stringify(message)}, "status": "${word}"}}`,
            actual: outcome(client),
            where: { exchange: client.id, part: 'response-body', path: 'error.message' },
          });
        }
      }
    },
  }),
];
