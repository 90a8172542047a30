import {
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  expectSignaturePassed,
  header,
  signatureFlaw,
  type Trip,
  type TurnSpec,
  withSignature,
} from '../../src/suite.ts';

const PROFILE = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile';
const VERSIONED = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
/** What printing JSON again, or filtering it, changes. */
const ODD_TEXT = [{ type: 'text', text: 'Grüße, 漢字 🦀 \u2028 </tag>' }];
/** With which AWS refuses a signature, or its absence. */
const REFUSALS = /^(InvalidSignature|IncompleteSignature|UnrecognizedClient|MissingAuthenticationToken)/;

/** Requests that differ in what a signature covers: path, query, headers, body. */
function probes(t: CheckContext): readonly TurnSpec[] {
  const profile = `${PROFILE}%2F${t.invent('word')}`;
  return [
    { stream: true },
    { operation: 'count_tokens' },
    { path: `/model/${VERSIONED}/invoke` },
    { path: `/model/${VERSIONED.replaceAll(':', '%3A')}/invoke` },
    { path: `/model/${profile}/invoke-with-response-stream` },
    { path: `/model/${profile.replaceAll(':', '%3A')}/invoke` },
    { query: `?${t.invent('field')}=a%20b&${t.invent('field')}=` },
    {
      headers: [
        ['anthropic-beta', t.invent('beta')],
        ['anthropic-version', '2023-06-01'],
        [`x-${t.invent('header')}`, 'two  blanks'],
      ],
    },
    { body: { system: ODD_TEXT } },
    { stream: true, body: { system: ODD_TEXT } },
    { chunked: true },
  ];
}

/** How the upstream refused the signature of a request; undefined when it did not. */
function refusalOf({ response }: Exchange): string | undefined {
  const type = header(response.headers, 'x-amzn-errortype');
  return response.status === 403 && type !== undefined && REFUSALS.test(type)
    ? type.split(':')[0]
    : undefined;
}

/** The part of `authorization` that is no secret: its scheme. */
function scheme({ request }: Exchange): string | undefined {
  return header(request.headers, 'authorization')?.split(' ', 1)[0];
}

/** Why AWS would refuse the credential of what arrived: by the upstream's verdict, or as far as it shows. */
function credentialProblem(arrival: Exchange): string | undefined {
  if (scheme(arrival)?.toLowerCase() === 'bearer') return refusalOf(arrival);
  return refusalOf(arrival) ?? signatureFlaw(arrival, 'bedrock');
}

/** Whether the developer's own secret is in any header of what arrived. */
function showsDeveloper(t: CheckContext, { request }: Exchange): boolean {
  const secret = t.target.credential?.secret;
  return secret !== undefined && request.headers.some(([, value]) => value.includes(secret));
}

/** What arrived; the check goes on to the next probe where the gateway refused this one by itself. */
function arrivalOf({ arrivals }: Trip): Exchange | undefined {
  return arrivals[0];
}

export default [
  // AWS computes the signature over what it receives: a path that was decoded, a header that was dropped
  // or a body that was edited behind the signature is a 403, on those prompts alone that have it.
  check({
    id: 'bedrock/credential/fits-the-request',
    title: 'What arrives is signed as it arrives, or has a bearer key',
    requirements: ['BDR-HDR-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      t.arrived(await t.send(t.turn()));
      for (const spec of probes(t)) {
        const arrival = arrivalOf(await t.send(t.turn(spec)));
        if (!arrival) continue;
        const problem = credentialProblem(arrival);
        t.expect('BDR-HDR-02', problem === undefined, {
          expected: 'an AWS signature that fits the request, or a bearer key',
          actual: `${problem}: ${arrival.request.method} ${arrival.request.target}`,
          where: { exchange: arrival.id, part: 'request-header', path: 'authorization' },
        });
      }
    },
  }),

  // A developer who signs with keys of their own has signed these bytes: a proxy that touches one of them
  // breaks all of it.
  check({
    id: 'bedrock/credential/signature-passes',
    title: 'A plain proxy passes a signature on with all that it covers',
    requirements: ['BDR-HDR-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      if (t.target.credentialMode !== 'forwarded') t.skip('the gateway has a credential of its own');
      for (const spec of probes(t).filter(({ chunked }) => !chunked)) {
        const request = withSignature(t, t.turn({ ...spec, credential: 'none' }), 'bedrock');
        const arrival = arrivalOf(await t.send(request));
        if (arrival) expectSignaturePassed(t, 'BDR-HDR-02', request, arrival);
      }
    },
  }),

  // Claude Code is told to sign nothing when a gateway holds the credential.
  check({
    id: 'bedrock/credential/unsigned-served',
    title: 'A request with a gateway token and no AWS signature is served under a credential of the gateway',
    requirements: ['AUTH-11'],
    vantage: 'upstream',
    formats: ['bedrock'],
    disturbs: 'none',
    async run(t) {
      if (t.target.credentialMode === 'forwarded') t.skip("the gateway passes on the caller's credential");
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream }));
        const arrival = t.arrived(trip);
        if (showsDeveloper(t, arrival)) t.blocked('AUTH-09', "the developer's token goes upstream");
        const refusal = refusalOf(arrival);
        if (refusal !== undefined) t.blocked('BDR-HDR-02', `the upstream answered ${refusal}`);
        t.expect('AUTH-11', scheme(arrival) !== undefined, {
          expected: "the gateway's own credential in authorization",
          actual: 'no authorization header',
          where: { exchange: arrival.id, part: 'request-header', path: 'authorization' },
        });
        expectServed(t, 'AUTH-11', trip, 'a request without an AWS signature');
      }
    },
  }),
];
