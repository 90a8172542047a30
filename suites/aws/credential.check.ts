import {
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  expectSignaturePassed,
  header,
  outcome,
  refusedTrips,
  signatureFlaw,
  type TurnSpec,
  withSignature,
} from '../../src/suite.ts';

const SERVICE = 'aws-external-anthropic';

/** Why the platform would refuse the credential of what arrived, as far as it shows without the key. */
function credentialProblem(arrival: Exchange): string | undefined {
  const { request, response } = arrival;
  if (response.status === 401 || response.status === 403) return 'one that the upstream refused';
  const isSigned = header(request.headers, 'authorization')?.startsWith('AWS4-');
  if (!isSigned && header(request.headers, 'x-api-key')) return undefined;
  return signatureFlaw(arrival, SERVICE);
}

function expectCredential(t: CheckContext, arrival: Exchange): void {
  const problem = credentialProblem(arrival);
  t.expect('CPA-02', problem === undefined, {
    expected: `a signature for ${SERVICE} that fits the request, or a key in x-api-key`,
    actual: problem ?? 'one of them',
    where: { exchange: arrival.id, part: 'request-header', path: 'authorization' },
  });
}

/** Requests that differ in what a signature covers: path, query, headers, body. */
function probes(t: CheckContext): readonly TurnSpec[] {
  return [
    {},
    { stream: true },
    { operation: 'count_tokens' },
    { query: `?beta=true&${t.invent('field')}=a%20b` },
    { headers: [[`x-${t.invent('header')}`, 'two  blanks']] },
    { body: { system: [{ type: 'text', text: 'Grüße, 漢字 🦀 \u2028 </tag>' }] } },
  ];
}

export default [
  // The platform refuses a signature that does not fit, on every turn; and the developers of a gateway that
  // holds the credential sign nothing.
  check({
    id: 'aws/credential/fits-the-request',
    title: 'An unsigned request is served and arrives signed as it is, or with a key',
    requirements: ['CPA-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const isForwarded = t.target.credentialMode === 'forwarded';
      const key = { header: 'x-api-key', secret: t.invent('word') } as const;
      const [plain, ...others] = probes(t).map((spec) =>
        t.turn({ ...spec, ...(isForwarded && { credential: key }) }),
      );
      if (!plain) return;
      const trip = await t.send(plain);
      expectCredential(t, t.arrived(trip));
      expectServed(t, 'CPA-02', trip, 'a request without a signature');
      for (const request of others) {
        const { arrivals } = await t.send(request);
        if (arrivals[0]) expectCredential(t, arrivals[0]);
      }
    },
  }),

  // Each edit of what it covers breaks the signature that the client made; Host is up to where the proxy stands.
  check({
    id: 'aws/credential/signature-passes',
    title: 'A plain proxy passes a signature on with all that it covers',
    requirements: ['CPA-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      if (t.target.credentialMode !== 'forwarded') t.skip('the gateway has a credential of its own');
      for (const spec of probes(t)) {
        const request = withSignature(t, t.turn({ ...spec, credential: 'none' }), SERVICE);
        const trip = await t.send(request);
        const [arrival] = spec.operation ? trip.arrivals : [t.arrived(trip)];
        if (!arrival) continue;
        expectCredential(t, arrival);
        expectSignaturePassed(t, 'CPA-02', request, arrival);
      }
    },
  }),

  // On a 401 the client signs in to AWS again, and the session goes on.
  check({
    id: 'aws/credential/expired-stays-401',
    title: 'The 401 for an expired credential of the developer arrives as 401',
    requirements: ['CPA-03'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      if (t.target.credentialMode !== 'forwarded') t.skip('the gateway has a credential of its own');
      const message = 'The security token included in the request is expired';
      const refusal = { status: 401, error: { type: 'authentication_error', message } };
      for (const { client } of await refusedTrips(t, refusal)) {
        t.expect('CPA-03', client.response.status === 401, {
          expected: 'status 401',
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),
];
