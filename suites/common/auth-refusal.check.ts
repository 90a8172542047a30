import {
  answerBytes,
  type CheckContext,
  check,
  errorMisfit,
  errorOf,
  errorWhere,
  outcome,
  type Trip,
} from '../../src/suite.ts';

// Gateways lock out whoever guesses too often, so a run presents at most five bad credentials: the wiring
// probe sends one with a plain message, and two checks here send one each. Requests without any
// credential guess nothing.

/** Ends the check where the gateway does not judge credentials itself. */
function needsOwnPolicy(t: CheckContext): void {
  const mode = t.target.credentialMode;
  if (mode && mode !== 'managed') t.skip(`the gateway judges no credentials itself: ${mode}`);
}

/** Clean ways to say that there is no such route; nobody needs a credential to hear that. */
const NOT_SERVED = [404, 405, 501];

/** Expects the gateway to have refused the request itself, with 401, unless it lacks the route. */
function expectRefused(t: CheckContext, { request, client, arrivals }: Trip): void {
  const isOptional = request.operation !== 'messages';
  if (isOptional && NOT_SERVED.includes(client.response.status) && arrivals.length === 0) return;
  t.expect('AUTH-05', client.response.status === 401, {
    expected: 'status 401',
    actual: outcome(client),
    where: { exchange: client.id, part: 'status' },
  });
  t.expect('AUTH-05', arrivals.length === 0, {
    expected: 'nothing at the upstream',
    actual: `the request arrived there ${arrivals.length} times`,
    where: { exchange: arrivals[0]?.id ?? client.id, part: 'request-line' },
  });
}

export default [
  // On 401 the client runs its credential helper again; on 403 it gives up.
  check({
    id: 'common/auth-refusal/wrong-credential',
    title:
      'A stream with a wrong credential that starts like a good one is refused with 401 and goes nowhere',
    requirements: ['AUTH-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      needsOwnPolicy(t);
      const { header, secret } = t.target.credential ?? { header: 'x-api-key', secret: '' };
      // Streams often have a handler, and so a credential check, of their own.
      const wrong = { header, secret: secret + t.invent('word') };
      expectRefused(t, await t.send(t.turn({ stream: true, credential: wrong })));
    },
  }),

  // Without any header there is no credential: one in the query stands in every log on the way.
  check({
    id: 'common/auth-refusal/missing-credential',
    title: 'Messages and counts without a credential header are refused with 401, whatever the query holds',
    requirements: ['AUTH-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      needsOwnPolicy(t);
      const query = `?beta=true&key=${encodeURIComponent(t.target.credential?.secret ?? t.invent('word'))}`;
      const anonymous = { credential: 'none' } as const;
      expectRefused(t, await t.send(t.turn({ ...anonymous, query })));
      expectRefused(t, await t.send(t.turn({ ...anonymous, operation: 'count_tokens' })));
    },
  }),

  // A long session sends megabytes again and again before it hears that its key is not good.
  check({
    id: 'common/auth-refusal/before-the-body',
    title: 'A request without a credential is refused, in the error shape, before its body is read',
    requirements: ['AUTH-06', 'ERR-15'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      needsOwnPolicy(t);
      const messages = [{ role: 'user', content: 'word '.repeat(500_000) }];
      const live = await t.open(t.turn({ credential: 'none', holdBody: true, body: { messages } }));
      const answered = await live.received(({ ended }) => (ended === 'open' ? undefined : ended));
      live.sent.abort();
      const { client } = await live.finish();

      const where = { exchange: client.id, part: 'status' } as const;
      const actual = answered ? outcome(client) : 'nothing until the body is there';
      t.expect('AUTH-06', answered !== undefined, {
        expected: 'an answer to the headers alone',
        actual,
        where,
      });
      const refused = answered ? client : (await t.send(t.turn({ credential: 'none' }))).client;
      if (!answered && refused.response.status < 400) return;
      t.expect('ERR-15', errorMisfit(refused) === undefined, {
        expected: 'the error shape of the API',
        actual: outcome(refused),
        where: { exchange: refused.id, part: 'response-body' },
      });
    },
  }),

  // Tokens grow with the groups of a developer, and a forgotten variable sends two credentials at once.
  check({
    id: 'common/auth-refusal/long-second-credential',
    title: 'A bad credential of 16 KB beside the good one gets a clear answer',
    requirements: ['AUTH-03', 'AUTH-12'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      needsOwnPolicy(t);
      const good = t.target.credential ?? t.skip('the run has no credential to present');
      const long = t.invent('word').repeat(2_000).slice(0, 16_384);
      const bad = good.header === 'x-api-key' ? ['authorization', `Bearer ${long}`] : ['x-api-key', long];
      const { client } = await t.send(t.turn({ headers: [[bad[0] ?? '', bad[1] ?? '']] }));

      const { status } = client.response;
      const told = { actual: outcome(client), where: { exchange: client.id, part: 'status' } } as const;
      t.expect('AUTH-03', status < 500, { expected: 'an answer or a 401, no 5xx', ...told });
      const isJudged = status === 200 || status === 401 || status >= 500;
      t.expect('AUTH-12', isJudged, { expected: 'an answer or a 401 to a long credential', ...told });
    },
  }),

  // Behind the query of one hop stands the log of the next.
  check({
    id: 'common/auth-refusal/query-goes-no-further',
    title: 'A credential in the query is neither forwarded nor repeated',
    requirements: ['AUTH-09'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      needsOwnPolicy(t);
      const { secret } = t.target.credential ?? t.skip('the run has no credential to present');
      const trip = await t.send(t.turn({ query: `?beta=true&key=${encodeURIComponent(secret)}` }));
      const arrival = t.arrived(trip);

      // Headers are for MSG-HDR-14.
      const isForwarded = arrival.request.target.includes(encodeURIComponent(secret));
      t.expect('AUTH-09', !isForwarded && !answerBytes(trip.client).includes(secret), {
        expected: 'the credential of the query nowhere but in the request of the client',
        actual: isForwarded ? 'it stands in the query of the upstream request' : 'the answer repeats it',
        where: { exchange: arrival.id, part: 'request-line' },
      });
    },
  }),

  // The developer logs in again and again, while it is the gateway whose key has run out.
  check({
    id: 'common/auth-refusal/provider-refusal-differs',
    title: "The provider's refusal of the gateway does not read like a bad developer key",
    requirements: ['AUTH-08'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      needsOwnPolicy(t);
      const message = `invalid key of the provider account ${t.invent('word')}`;
      const trip = await t.send(t.turn(), { status: 401, error: { type: 'authentication_error', message } });
      t.arrived(trip);

      const { client } = trip;
      const text = errorOf(client)?.message ?? String(answerBytes(client));
      const pointsAway = text.includes(message) || /provider|upstream|gateway/i.test(text);
      t.expect('AUTH-08', client.response.status !== 401 || pointsAway, {
        expected: "another status, the provider's words, or words about the gateway",
        actual: outcome(client),
        where: errorWhere(client),
      });
    },
  }),
];
