import { type Check, check, expectServed, expectTolerated, header } from '../../src/suite.ts';

const checks: Check[] = [
  // A feature that comes with a header of its own does not work behind a list of known ones.
  check({
    id: 'messages/headers/unknown-anthropic',
    title: 'An unknown anthropic-* header arrives',
    requirements: ['MSG-HDR-08', 'DRIFT-01b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const name = `anthropic-${t.invent('header')}`;
      const arrival = t.arrived(await t.send(t.turn({ headers: [[name, 'on']] })));
      for (const id of ['MSG-HDR-08', 'DRIFT-01b'] as const) {
        t.expect(id, header(arrival.request.headers, name) === 'on', {
          expected: `${name}: on`,
          actual: header(arrival.request.headers, name) ?? 'no such header',
          where: { exchange: arrival.id, part: 'request-header', path: name },
        });
      }
    },
  }),

  // New headers come with client updates and are on every request from then on.
  check({
    id: 'messages/headers/unknown-served',
    title: 'A request with headers the gateway does not know is served',
    requirements: ['MSG-HDR-09'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      for (const prefix of ['x-claude-code', 'x-stainless', 'x']) {
        const name = `${prefix}-${t.invent('header')}`;
        const trip = await t.send(t.turn({ headers: [[name, '1']], unbilled: true }));
        expectServed(t, 'MSG-HDR-09', trip, `a request with ${name}`);
      }
    },
  }),

  // Organisations route and bill by headers that they make developers send.
  check({
    id: 'messages/headers/custom-served',
    title: 'Custom headers are accepted in any case of letters',
    requirements: ['MSG-HDR-10'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const tenant = `X-Tenant-${t.invent('word')}`;
      await expectTolerated(t, 'MSG-HDR-10', [
        [tenant, 'payments'],
        [`x-COST-${t.invent('word')}`, 'team 7; region=eu'],
      ]);
    },
  }),

  // With tracing switched on, the header is on every request of the organisation.
  check({
    id: 'messages/headers/trace-context',
    title: 'W3C trace context is accepted',
    requirements: ['MSG-HDR-13'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      await expectTolerated(t, 'MSG-HDR-13', [
        ['traceparent', '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01'],
        ['tracestate', 'vendor=t61rcWkgMzE'],
      ]);
    },
  }),
];

export default checks;
