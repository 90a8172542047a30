import { check, header, headerValues } from '../../src/suite.ts';

const WORKSPACE = 'anthropic-workspace-id';

export default [
  // The platform refuses each request that does not say to which workspace it belongs.
  check({
    id: 'aws/workspace/on-every-request',
    title: 'anthropic-workspace-id arrives as sent on messages, streams, counts and lists',
    requirements: ['CPA-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      // That of the target, if it was given: the gateway may know its workspaces.
      const workspace = header(t.target.headers, WORKSPACE) ?? `wrkspc_01${t.invent('word')}`;
      const headers = [[WORKSPACE, workspace]] as const;
      const message = t.turn({ headers });
      const requests = [
        message,
        t.turn({ headers, stream: true }),
        t.turn({ headers, operation: 'count_tokens' }),
        t.bare('GET', '/v1/models?limit=1000', 'models', { headers }),
      ];
      for (const request of requests) {
        const trip = await t.send(request);
        // Counts and lists need not be served, or not by the upstream.
        const arrival = request === message ? t.arrived(trip) : trip.arrivals[0];
        if (!arrival) continue;
        const values = headerValues(arrival.request.headers, WORKSPACE);
        t.expect('CPA-01', values.join() === workspace, {
          expected: `once ${workspace} on ${arrival.request.method} ${arrival.request.target}`,
          actual: values.join(' and ') || 'no such header',
          where: { exchange: arrival.id, part: 'request-header', path: WORKSPACE },
        });
      }
    },
  }),
];
