import { check, expectServed, headerValues } from '../../src/suite.ts';

export default [
  // The client neither signs nor sends a key when it is told that the gateway does.
  check({
    id: 'mantle/credential/unsigned-served',
    title: 'A request without signature and x-api-key is served under a credential of the gateway',
    requirements: ['MAN-01c'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { credential, credentialMode } = t.target;
      if (credentialMode === 'forwarded') t.skip("the gateway passes on the caller's credential");
      const needed = credentialMode === 'managed' ? credential : undefined;
      const bearer = needed ? ({ header: 'authorization', secret: needed.secret } as const) : 'none';
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream, credential: bearer }));
        expectServed(t, 'MAN-01c', trip, needed ? 'the token of the gateway as a bearer' : 'a bare request');
        const [arrival] = trip.arrivals;
        if (!arrival) continue;
        const found = ['x-api-key', 'authorization'].flatMap((name) =>
          headerValues(arrival.request.headers, name),
        );
        // The developer's own going upstream is for MSG-HDR-14.
        t.expect('MAN-01c', found.length > 0, {
          expected: 'a signature, a bearer key or x-api-key for the provider',
          actual: 'no credential at all',
          where: { exchange: arrival.id, part: 'request-header', path: 'authorization' },
        });
      }
    },
  }),
];
