import { check, expectFeature, expectKept } from '../../src/suite.ts';

const HOUR = { cache_control: { type: 'ephemeral', ttl: '1h' } };

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
        paths: ['system.0.cache_control', 'system.1.cache_control'],
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
      const trip = await t.send(t.turn({ without: ['anthropic-beta'], body: { system } }));
      expectKept(t, 'FEAT-10', trip, ['system.0.cache_control']);
    },
  }),
];
