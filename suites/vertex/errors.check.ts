import {
  answerJson,
  type CheckContext,
  check,
  type Exchange,
  outcome,
  refusedTrips,
  valueAt,
} from '../../src/suite.ts';

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

interface Refused {
  readonly client: Exchange;
  readonly error: { readonly code: number; readonly message: string; readonly status: string };
}

/** What becomes of each refusal, asked for with and without streaming. */
async function refused(t: CheckContext): Promise<readonly Refused[]> {
  const isForwarded = t.target.credentialMode === 'forwarded';
  const all: Refused[] = [];
  for (const [code, status, text] of [...REFUSALS, ...(isForwarded ? OF_CREDENTIALS : [])]) {
    const message = `${text} "${t.invent('word')}" \`${t.invent('field')}\``;
    const info = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: status, domain: DOMAIN };
    const error = { code, message, status, details: [info] };
    for (const { client } of await refusedTrips(t, { status: code, body: { error } })) {
      all.push({ client, error });
    }
  }
  return all;
}

function isSaid({ client, error }: Refused): boolean {
  return valueAt(answerJson(client), 'error.message') === error.message;
}

export default [
  // The client reads the message out of both forms; out of another one it shows raw JSON, or a general text.
  check({
    id: 'vertex/errors/google-wording',
    title: 'A refusal by the Google platform keeps its message',
    requirements: ['ERR-18'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const one of await refused(t)) {
        t.expect('ERR-18', isSaid(one), {
          expected: `{"error": {"message": ${JSON.stringify(one.error.message)}}}`,
          actual: outcome(one.client),
          where: { exchange: one.client.id, part: 'response-body', path: 'error.message' },
        });
      }
    },
  }),

  // The libraries of Google, and what is built on them, know this form alone.
  check({
    id: 'vertex/errors/google-form',
    title: 'A refusal by the Google platform keeps its form and its status word',
    requirements: ['ERR-18b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const all = await refused(t);
      if (!all.every(isSaid)) t.blocked('ERR-18', 'the message is lost, too');
      for (const { client, error } of all) {
        const got = answerJson(client);
        const [code, status] = [valueAt(got, 'error.code'), valueAt(got, 'error.status')];
        t.expect('ERR-18b', code === error.code && status === error.status, {
          expected: `{"error": {"code": ${error.code}, "status": "${error.status}"}}`,
          actual: outcome(client),
          where: { exchange: client.id, part: 'response-body', path: 'error' },
        });
      }
    },
  }),
];
