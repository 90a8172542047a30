import {
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  type RawHeaders,
  type TurnSpec,
} from '../../src/suite.ts';

/** Where Foundry looks for a credential. */
const CREDENTIALS = /^(authorization|x-api-key|api-key)$/i;

function credentialsOf({ request }: Exchange): RawHeaders {
  return request.headers.filter(([name]) => CREDENTIALS.test(name));
}

/** A bearer token that a developer puts into a custom header, and what else the request needs. */
function clientSupplied(t: CheckContext): { readonly bearer: string; readonly spec: TurnSpec } {
  const { credential, credentialMode } = t.target;
  const isKnown = credentialMode === 'managed' && credential;
  const bearer = `Bearer ${isKnown ? credential.secret : t.invent('word')}`;
  return { bearer, spec: { credential: 'none', headers: [['authorization', bearer]] } };
}

export default [
  // The client adds no credential of its own when it is told so, and the company's login brings a token.
  check({
    id: 'foundry/credential/client-authorization',
    title: "A bearer token without x-api-key is served, and it or the gateway's credential goes upstream",
    requirements: ['FDY-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const isForwarded = t.target.credentialMode === 'forwarded';
      for (const stream of [false, true]) {
        const { bearer, spec } = clientSupplied(t);
        const trip = await t.send(t.turn({ stream, ...spec }));
        expectServed(t, 'FDY-03', trip, 'a bearer token in a custom header');
        const [arrival] = trip.arrivals;
        if (!arrival) continue;
        const found = credentialsOf(arrival);
        const isKept = found.some(([, value]) => value === bearer);
        t.expect('FDY-03', isForwarded ? isKept : found.length > 0, {
          expected: isForwarded ? 'authorization as sent' : 'a credential for the provider',
          actual: found.map(([name]) => name).join(', ') || 'no credential at all',
          where: { exchange: arrival.id, part: 'request-header', path: 'authorization' },
        });
      }
    },
  }),
];
