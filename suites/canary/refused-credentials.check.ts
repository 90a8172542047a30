import {
  type CheckContext,
  type Credential,
  check,
  type Exchange,
  errorMisfit,
  errorOf,
  errorWhere,
  outcome,
  STRAY_RESULT,
  STRAY_WORDS,
  type TurnSpec,
} from '../../src/suite.ts';

// The API refuses each of these requests for what it says, so that a credential that is let through costs nothing.

/** Whether the request came as far as the API, whoever its credential was taken for. */
function isLetThrough(client: Exchange): boolean {
  return STRAY_WORDS.every((word) => errorOf(client)?.message.includes(word));
}

async function present(t: CheckContext, spec: TurnSpec): Promise<Exchange> {
  return (await t.send(t.turn({ ...STRAY_RESULT.spec, ...spec }))).client;
}

/** Presents a credential that starts like the good one. Ends the check where anybody's is good: that may be meant. */
async function presentWrong(t: CheckContext): Promise<Exchange> {
  if (t.target.credentialMode === 'none') t.skip('the target declares that it asks for no credential');
  await t.controls();
  const usual = t.format === 'bedrock' || t.format === 'vertex' ? 'authorization' : 'x-api-key';
  const { header, secret }: Credential = t.target.credential ?? { header: usual, secret: '' };
  const client = await present(t, { credential: { header, secret: secret + t.invent('word') } });
  if (isLetThrough(client)) {
    t.inconclusive(
      'any credential is accepted; if that is meant, declare "credential": "none" in a target file',
    );
  }
  return client;
}

function expect401(t: CheckContext, what: string, client: Exchange): void {
  t.expect('AUTH-05', client.response.status === 401, {
    expected: `401 for ${what}`,
    actual: outcome(client),
    where: { exchange: client.id, part: 'status' },
  });
}

export default [
  // On 401 the client runs its credential helper again; on 403 it gives up.
  check({
    id: 'canary/refused-credentials/with-401',
    title: 'A wrong credential, and none, are refused with 401: in messages, streams and counts',
    requirements: ['AUTH-05'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      expect401(t, 'a wrong credential', await presentWrong(t));
      expect401(t, 'a message without a credential', await present(t, { credential: 'none' }));
      expect401(t, 'a stream without a credential', await present(t, { credential: 'none', stream: true }));
      const count = await present(t, { credential: 'none', operation: 'count_tokens' });
      if (![404, 405, 501].includes(count.response.status))
        expect401(t, 'a count without a credential', count);
    },
  }),

  check({
    id: 'canary/refused-credentials/of-clouds',
    title: 'A wrong bearer token is refused in the formats of the cloud providers',
    requirements: ['AUTH-05b'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const client = await presentWrong(t);
      t.expect('AUTH-05b', [401, 403].includes(client.response.status), {
        expected: '401 or 403',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),

  // What is not in the envelope is shown as it is, in the middle of a session.
  check({
    id: 'canary/refused-credentials/in-the-envelope',
    title: "The gateway's own refusals have the error shape of the API",
    requirements: ['ERR-15'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const client = await present(t, { credential: 'none' });
      if (client.response.status < 400) t.inconclusive(`nothing is refused: ${outcome(client)}`);
      t.expect('ERR-15', errorMisfit(client) === undefined, {
        expected: 'the error shape of the API',
        actual: outcome(client),
        where: errorWhere(client),
      });
    },
  }),

  // Tokens grow with the groups of a developer, and a forgotten variable sends two credentials at once.
  check({
    id: 'canary/refused-credentials/long-second-one',
    title: 'A bad credential of 16 KB beside the good one gets a clear answer',
    requirements: ['AUTH-03', 'AUTH-12'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const good = t.target.credential ?? t.skip('the run has no credential to present');
      await t.controls();
      const long = t.invent('word').repeat(2_000).slice(0, 16_384);
      const bad = good.header === 'x-api-key' ? ['authorization', `Bearer ${long}`] : ['x-api-key', long];
      const client = await present(t, { headers: [[bad[0] ?? '', bad[1] ?? '']] });

      const { status } = client.response;
      const told = { actual: outcome(client), where: { exchange: client.id, part: 'status' } } as const;
      t.expect('AUTH-03', status < 500, { expected: 'an answer or a 401, no 5xx', ...told });
      const isJudged = isLetThrough(client) || status === 401 || status >= 500;
      t.expect('AUTH-12', isJudged, { expected: 'an answer or a 401 to a long credential', ...told });
    },
  }),
];
