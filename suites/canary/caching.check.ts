import {
  type CheckContext,
  check,
  expectArrives,
  type Json,
  namedPlace,
  planted,
  RICH,
} from '../../src/suite.ts';

type Places = Readonly<Record<string, Json>>;

/** Markers in places of the rich request. */
function markers(places: Readonly<Record<string, '5m' | '1h' | '7m' | 'default'>>): Places {
  return Object.fromEntries(
    Object.entries(places).map(([place, ttl]) => [
      `${place}.cache_control`,
      { type: 'ephemeral', ...(ttl !== 'default' && { ttl }) },
    ]),
  );
}

const FIVE = markers({
  'tools.1': 'default',
  'system.1': 'default',
  'messages.0.content.1': 'default',
  'messages.1.content.0': 'default',
  'messages.2.content.0': 'default',
});

async function expectTooMany(
  t: CheckContext,
  requirement: 'CACHE-02' | 'CACHE-02b',
  names: readonly string[],
) {
  await expectArrives(t, requirement, {
    baseline: RICH,
    spec: planted(RICH, FIVE),
    what: 'one cache marker more than there may be',
    names,
    own: ['maximum of 4'],
    place: 'system.1',
  });
}

export default [
  // Without its marker a prompt is read anew on each turn, at the full price.
  check({
    id: 'canary/caching/marker-arrives',
    title: 'A cache marker reaches the API from tools, system and messages',
    requirements: ['CACHE-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const place of ['tools.1', 'system.1', 'messages.2.content.0']) {
        await expectArrives(t, 'CACHE-01', {
          baseline: RICH,
          spec: planted(RICH, markers({ [place]: '7m' })),
          what: `the marker in ${place}, with a time to live that there is not,`,
          path: `${namedPlace(place)}.cache_control.ephemeral.ttl`,
          names: [],
          own: ['ttl'],
          place,
        });
      }
    },
  }),

  check({
    id: 'canary/caching/order-and-number',
    title: 'Cache markers reach the API with their times, in their order, and none is missing',
    requirements: ['CACHE-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const [short, long] of [
        ['tools.1', 'system.1'],
        ['system.1', 'messages.2.content.0'],
      ] as const) {
        await expectArrives(t, 'CACHE-02', {
          baseline: RICH,
          spec: planted(RICH, markers({ [short]: '5m', [long]: '1h' })),
          what: `the marker of an hour in ${long}, behind one of five minutes in ${short},`,
          path: long,
          names: [],
          place: 'system.1',
        });
      }
      await expectTooMany(t, 'CACHE-02', ['cache_control']);
    },
  }),

  check({
    id: 'canary/caching/none-added',
    title: 'Of five cache markers five reach the API',
    requirements: ['CACHE-02b'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectTooMany(t, 'CACHE-02b', ['cache_control', '5']);
    },
  }),
];
