import {
  type CheckContext,
  check,
  errorOf,
  outcome,
  type RawHeaders,
  requestIdShape,
  STRAY_RESULT,
  STRAY_WORDS,
  type TurnSpec,
} from '../../src/suite.ts';

/** Expects a request that the API refuses with 400 to come so far, whichever way its credential is presented. */
async function expectAccepted(
  t: CheckContext,
  requirement: 'AUTH-02' | 'AUTH-04',
  spec: TurnSpec,
): Promise<void> {
  const known = await t.controls();
  const { client } = await t.send(t.turn({ ...STRAY_RESULT.spec, ...spec }));
  const { status } = client.response;
  const isAccepted = STRAY_WORDS.every((word) => errorOf(client)?.message.includes(word));
  // One that passes the credential on leaves it to the API to refuse it.
  const isOfTheApi = requestIdShape(client) === known.requestId;
  if (!isAccepted && (isOfTheApi || status === 429 || status >= 500)) {
    t.inconclusive(`the credential was not judged by the gateway: ${outcome(client)}`);
  }
  t.expect(requirement, isAccepted, {
    expected: 'the credential is accepted, and the API answers the request',
    actual: outcome(client),
    where: { exchange: client.id, part: 'status' },
  });
}

/** The secret of this run in each of the two headers; ends the check when the run has none. */
function lines({ target, skip }: CheckContext): {
  readonly key: RawHeaders[number];
  readonly bearer: RawHeaders[number];
} {
  const { secret } = target.credential ?? skip('the run has no credential');
  return { key: ['x-api-key', secret], bearer: ['authorization', `Bearer ${secret}`] };
}

export default [
  // The output of an apiKeyHelper stands in both headers on every request.
  check({
    id: 'canary/credentials/both-headers',
    title: 'The same key in x-api-key and in Authorization is accepted',
    requirements: ['AUTH-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const { key, bearer } = lines(t);
      await expectAccepted(t, 'AUTH-02', { credential: 'none', headers: [key, bearer] });
    },
  }),

  check({
    id: 'canary/credentials/key-as-bearer',
    title: 'A key that works in x-api-key works in Authorization: Bearer',
    requirements: ['AUTH-04'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      if (t.target.credential?.header === 'authorization')
        t.skip('the credential of this run is a bearer token');
      await expectAccepted(t, 'AUTH-04', { credential: 'none', headers: [lines(t).bearer] });
    },
  }),
];
