import { bodyChanges, check, expectFeature, expectKept, type Trip } from '../../src/suite.ts';

const HOUR = { cache_control: { type: 'ephemeral', ttl: '1h' } };

function losesMarkers(trip: Trip): boolean {
  const [arrival] = trip.arrivals;
  const changes = arrival ? bodyChanges(trip, arrival).meaning : [];
  return changes.some(({ kind, path }) => kind === 'removed' && path.endsWith('.cache_control'));
}

export default [
  // One half alone is a 400, or a cache that is gone after five minutes.
  check({
    id: 'messages/cache/one-hour',
    title: 'The one-hour TTL and its beta value arrive together',
    requirements: ['CACHE-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const blocks = ['You help with code.', 'Keep it short.'];
      await expectFeature(t, 'CACHE-03', {
        betas: ['extended-cache-ttl-2025-04-11'],
        body: { system: blocks.map((text) => ({ type: 'text', text, ...HOUR })) },
        // Markers that are lost altogether are judged by CACHE-01.
        paths: ['system.0.cache_control.ttl', 'system.1.cache_control.ttl'],
      });
    },
  }),

  // Caching needs no beta value; a gateway that ties it to the header bills every turn in full.
  check({
    id: 'messages/cache/without-betas',
    title: 'Cache markers arrive on a request without any beta value',
    requirements: ['FEAT-10'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const marker = { cache_control: { type: 'ephemeral' } };
      const system = [{ type: 'text', text: 'You help with code.', ...marker }];
      const trip = await t.send(t.turn({ body: { system } }));
      if (losesMarkers(trip)) {
        const control = await t.send(t.turn({ betas: ['claude-code-20250219'], body: { system } }));
        if (losesMarkers(control)) t.blocked('CACHE-01', 'they are lost beside beta values, too');
      }
      expectKept(t, 'FEAT-10', trip, ['system.0.cache_control']);
    },
  }),
];
