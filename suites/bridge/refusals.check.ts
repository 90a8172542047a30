import {
  type Answer,
  answerJson,
  type CheckContext,
  check,
  errorMisfit,
  errorOf,
  errorWhere,
  outcome,
  providerOf,
  refusedTrips,
  valueAt,
} from '../../src/suite.ts';

/** Refusals of the model, which both providers word as they word all others. */
function ofModel(message: string): readonly (readonly [status: number, type: string, message: string])[] {
  return [
    [400, 'invalid_request_error', message],
    [404, 'not_found_error', message],
    [429, 'rate_limit_error', message],
    [500, 'api_error', message],
    [503, 'overloaded_error', message],
  ];
}

/** Google's own front end answers in another envelope than the model behind it. */
const OF_GOOGLE = [
  [400, 'INVALID_ARGUMENT'],
  [429, 'RESOURCE_EXHAUSTED'],
  [503, 'UNAVAILABLE'],
] as const;

/** Every refusal of the provider, with the wording that it has. */
function refusals(t: CheckContext): readonly (readonly [status: number, message: string, answer: Answer])[] {
  const message = `prompt is too long: 201234 tokens > 200000 maximum (${t.invent('word')})`;
  const own = ofModel(message).map(
    ([status, type]) => [status, message, { status, error: { type, message } }] as const,
  );
  if (providerOf(t) === 'bedrock') return own;
  const googles = OF_GOOGLE.map(
    ([code, status]) =>
      [code, message, { status: code, body: { error: { code, message, status } } }] as const,
  );
  return [...own, ...googles];
}

/** A status of the same class; the two that a client acts on are themselves. */
function fits(status: number, got: number): boolean {
  if (status === 429) return got === 429;
  return Math.floor(got / 100) === Math.floor(status / 100) && (status !== 400 || got !== 429);
}

export default [
  // A 400 that became a 500 is repeated for minutes; a limit that became one looks like an outage.
  check({
    id: 'bridge/refusals/status-and-shape',
    title: 'A refusal of the provider keeps its class and gets the envelope of Messages',
    requirements: ['BRG-06'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const [status, , answer] of refusals(t)) {
        for (const { client } of await refusedTrips(t, answer)) {
          const got = client.response.status;
          t.expect('BRG-06', fits(status, got), {
            expected: status === 429 ? 'status 429' : `a status of the class of ${status}`,
            actual: outcome(client),
            where: { exchange: client.id, part: 'status' },
          });
          const misfit = errorMisfit(client);
          t.expect('BRG-06', misfit === undefined && valueAt(answerJson(client), 'type') === 'error', {
            expected: '{"type":"error","error":{"type":...,"message":...}}',
            actual: misfit ?? outcome(client),
            where: { exchange: client.id, part: 'response-body' },
          });
        }
      }
    },
  }),

  // "prompt is too long" starts a compaction, a field's name the retry without it. In other words nothing happens.
  check({
    id: 'bridge/refusals/wording',
    title: 'What the provider rejected stands in the message, in its words or as a token',
    requirements: ['BRG-06b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const [status, message, answer] of refusals(t)) {
        if (status !== 400) continue;
        for (const { client } of await refusedTrips(t, answer)) {
          const words = errorOf(client)?.message ?? '';
          t.expect('BRG-06b', words.includes(message) || /\bcapability_rejected:/.test(words), {
            expected: `${JSON.stringify(message)}, or a capability_rejected: token`,
            actual: outcome(client),
            where: errorWhere(client),
          });
        }
      }
    },
  }),
];
