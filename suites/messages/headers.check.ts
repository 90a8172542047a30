import { type Check, type CheckContext, check, expectServed, header, isServed } from '../../src/suite.ts';

const SESSION = '6f0c1d52-3b7a-4c7e-9d41-5a2e8f0b9c33';

/**
 * Expects requests with these headers to be served. Where any unknown header is refused this one is
 * no finding of its own.
 */
async function expectTolerated(
  t: CheckContext,
  requirement: 'MSG-HDR-10' | 'MSG-HDR-13' | 'ATT-01' | 'ATT-03',
  headers: readonly (readonly [string, string])[],
): Promise<void> {
  const trip = await t.send(t.turn({ headers }));
  if (!isServed(trip.client)) {
    const control = await t.send(t.turn({ headers: [[`x-${t.invent('header')}`, '1']] }));
    if (!isServed(control.client))
      t.skip('blocked: any unknown header is refused, the finding of MSG-HDR-09');
  }
  expectServed(t, requirement, trip, `a request with ${headers.map(([name]) => name).join(', ')}`);
}

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
        const trip = await t.send(t.turn({ headers: [[name, '1']] }));
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

  // They are on every request of a session or a subagent.
  check({
    id: 'messages/headers/session-and-agents',
    title: 'Session and agent headers are accepted',
    requirements: ['ATT-01'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      await expectTolerated(t, 'ATT-01', [
        ['X-Claude-Code-Session-Id', SESSION],
        ['x-claude-code-agent-id', 'a3f1c09be27d45c68'],
        ['x-claude-code-parent-agent-id', 'a90b7715ffe0c2d41'],
      ]);
    },
  }),

  // Proxies that refuse them are the reason why hints are off by default.
  check({
    id: 'messages/headers/hints',
    title: 'All hint headers are accepted, 4 KB of tool durations among them',
    requirements: ['ATT-03'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const durations = Array.from({ length: 400 }, (_, i) => `mcp_tool_${i}=${i * 7}`).join(',');
      await expectTolerated(t, 'ATT-03', [
        ['x-claude-code-request-class', 'main'],
        ['x-claude-1p-request-class', 'main'],
        ['x-claude-code-prompt-id', SESSION],
        ['x-claude-code-agent-type', 'general-purpose'],
        ['x-claude-code-compaction', 'auto'],
        ['x-claude-code-context-compacted', 'true'],
        ['x-claude-code-prev-tool-durations', durations.slice(0, 4096)],
      ]);
    },
  }),

  // Discovery, counts and other clients send none of these headers.
  check({
    id: 'messages/headers/none-required',
    title: 'No path demands a session, agent or hint header',
    requirements: ['ATT-04'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const requests = [
        t.turn(),
        t.turn({ operation: 'count_tokens' }),
        t.bare('GET', '/v1/models?limit=1000', 'models'),
      ];
      for (const request of requests) {
        const { client } = await t.send(request);
        t.expect('ATT-04', ![400, 401, 403].includes(client.response.status), {
          expected: `${request.method} ${request.target} without such headers is not refused`,
          actual: `status ${client.response.status}`,
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),
];

export default checks;
