import { answerJson, check, header, outcome, refusedTrips } from '../../src/suite.ts';

/** Refusals of the invocation. 401 and 403 are left out: a gateway may put those into its own words. */
const CLIENT_ERRORS = [
  [400, 'ValidationException', 'Input is too long for requested model.'],
  [404, 'ResourceNotFoundException', 'Could not resolve the foundation model from the model identifier.'],
  [408, 'ModelTimeoutException', 'The model did not finish in time.'],
  [424, 'ModelErrorException', 'The model failed: "unexpected token"'],
  [429, 'ThrottlingException', 'Too many tokens, please wait before trying again.'],
] as const;
const SERVER_ERRORS = [
  [500, 'InternalServerException', 'The system encountered an unexpected error.'],
  [503, 'ServiceUnavailableException', 'Model is getting throttled. Try your request again.'],
] as const;
/** No other API of the contract answers with this status. */
const ONLY_HERE = CLIENT_ERRORS.filter(([status]) => status === 424);

export default [
  // From the wording the client finds out that it must compact, or what to leave out of the request.
  check({
    id: 'bedrock/errors/wording',
    title: 'A 4xx of Bedrock keeps its message word for word',
    requirements: ['ERR-17'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const [status, type, text] of CLIENT_ERRORS) {
        const message = `${text} (${t.invent('word')})`;
        for (const { client } of await refusedTrips(t, { status, error: { type, message } })) {
          t.expect('ERR-17', answerJson(client)?.['message'] === message, {
            expected: `{"message": ${JSON.stringify(message)}}`,
            actual: outcome(client),
            where: { exchange: client.id, part: 'response-body', path: 'message' },
          });
        }
      }
    },
  }),

  // A status that no other API has is mapped to a general one by code that was written for another API.
  check({
    id: 'bedrock/errors/own-status',
    title: 'The 424 of a model that failed arrives as 424',
    requirements: ['ERR-02'],
    vantage: 'upstream',
    rehearsable: true,
    formats: ['bedrock'],
    disturbs: 'upstream',
    async run(t) {
      for (const [status, type, message] of ONLY_HERE) {
        for (const { client } of await refusedTrips(t, { status, error: { type, message } })) {
          t.expect('ERR-02', client.response.status === status, {
            expected: `status ${status}`,
            actual: outcome(client),
            where: { exchange: client.id, part: 'status' },
          });
        }
      }
    },
  }),

  // The SDKs of AWS tell exceptions apart by this header alone.
  check({
    id: 'bedrock/errors/type-header',
    title: 'x-amzn-errortype arrives with its value',
    requirements: ['ERR-17b'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      let compared = 0;
      for (const [status, type, message] of [...CLIENT_ERRORS, ...SERVER_ERRORS]) {
        for (const trip of await refusedTrips(t, { status, error: { type, message } })) {
          const { client } = trip;
          const { response } = t.arrived(trip);
          // Another status makes it another error, and the finding is that of the rows about statuses.
          if (client.response.status !== response.status) continue;
          compared += 1;
          const sent = header(response.headers, 'x-amzn-errortype');
          const got = header(client.response.headers, 'x-amzn-errortype');
          t.expect('ERR-17b', got === sent, {
            expected: `x-amzn-errortype: ${sent}`,
            actual: got ?? 'no such header',
            where: { exchange: client.id, part: 'response-header', path: 'x-amzn-errortype' },
          });
        }
      }
      if (compared === 0) t.blocked('ERR-02', 'no refusal arrived with its status');
    },
  }),
];
