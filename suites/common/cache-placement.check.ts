import {
  bodyChanges,
  check,
  type Exchange,
  expectKept,
  expectNothingAdded,
  MARK,
  messagesBody,
} from '../../src/suite.ts';

const FIVE = { cache_control: { type: 'ephemeral', ttl: '5m' } };
const HOUR = { cache_control: { type: 'ephemeral', ttl: '1h' } };
/** A request with one more is a 400. */
const MAX_MARKERS = 4;

function text(value: string, more: object = {}) {
  return { type: 'text', text: value, ...more };
}

const TOOL = { name: 'look_up', input_schema: { type: 'object' } };

interface Marker {
  readonly path: string;
  readonly hour: boolean;
}

/** The markers of a value: where they stand, and whether they ask for an hour. */
function markers(value: unknown, path = ''): Marker[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const here = path ? `${path}.${key}` : key;
    if (key !== 'cache_control' || typeof inner !== 'object' || inner === null) return markers(inner, here);
    return [{ path: here, hour: 'ttl' in inner && inner.ttl === '1h' }];
  });
}

/** The markers upstream in the order of the cache: tools, system, messages; that of the top level has none. */
function markersOf(arrival: Exchange): Marker[] {
  const all = markers(messagesBody(arrival));
  return ['tools', 'system', 'messages', 'cache_control'].flatMap((part) =>
    all.filter(({ path }) => path.split('.')[0] === part),
  );
}

function seen({ id }: Exchange, expected: string, found: readonly Marker[]) {
  const actual = `${found.length}: ${found.map(({ path, hour }) => `${path} (${hour ? '1h' : '5m'})`).join(', ')}`;
  return { expected, actual, where: { exchange: id, part: 'request-body', path: 'cache_control' } } as const;
}

export default [
  // A gateway that adds markers without counting turns a valid request into "maximum of 4 blocks. Found 5."
  check({
    id: 'common/cache-placement/never-five',
    title: 'A body with four cache markers arrives with no more',
    requirements: ['CACHE-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const marker = { cache_control: { type: 'ephemeral' } };
      const body = {
        tools: [{ ...TOOL, ...marker }],
        system: [text('You help with code.', marker), text('Keep it short.')],
        messages: [
          { role: 'user', content: [text('Look.', marker)] },
          { role: 'assistant', content: [text('I did.', marker)] },
          { role: 'user', content: [text(MARK)] },
        ],
      };
      const arrival = t.arrived(await t.send(t.turn({ body })));
      const found = markersOf(arrival);
      t.expect(
        'CACHE-02',
        found.length <= MAX_MARKERS,
        seen(arrival, `at most ${MAX_MARKERS} markers`, found),
      );
    },
  }),

  // A lost TTL shortens the cache to five minutes; a 5m marker put in front of a 1h one is a 400.
  check({
    id: 'common/cache-placement/ttl-and-order',
    title: 'Cache markers keep their TTL and their place, one hour before five minutes',
    requirements: ['CACHE-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const body = {
        tools: [TOOL],
        system: [text('You help with code.'), text('Keep it short.', HOUR)],
        messages: [{ role: 'user', content: [text('Look.', FIVE), text(MARK)] }],
      };
      const trip = await t.send(t.turn({ body }));
      const arrival = t.arrived(trip);
      const found = markersOf(arrival);
      const lastHour = found.findLastIndex(({ hour }) => hour);
      const firstFive = found.findIndex(({ hour }) => !hour);
      const ordered = firstFive < 0 || lastHour < firstFive;
      t.expect('CACHE-02', ordered, seen(arrival, 'no marker of an hour after one of five minutes', found));
      const sent = ['system.1.cache_control', 'messages.0.content.0.cache_control'];
      const changes = bodyChanges(trip, arrival).meaning.filter(({ path }) =>
        path.endsWith('.cache_control'),
      );
      const isMoved = ['removed', 'added'].every((kind) => changes.some((change) => change.kind === kind));
      t.expect('CACHE-02', !isMoved, seen(arrival, `the markers at ${sent.join(' and ')}`, found));
      expectKept(
        t,
        'CACHE-02',
        trip,
        sent.map((path) => `${path}.ttl`),
      );
    },
  }),

  // One marker more changes what is cached, and at which price.
  check({
    id: 'common/cache-placement/nothing-added',
    title: 'No cache marker is added, neither beside others nor in place of none',
    requirements: ['CACHE-02b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const concerns = (path: string) => path.split('.').includes('cache_control');
      for (const marker of [FIVE, {}]) {
        const body = {
          tools: [TOOL],
          system: [text('You help with code.'), text('Keep it short.')],
          messages: [
            { role: 'user', content: [text('Look.', marker)] },
            { role: 'assistant', content: [text('I did.')] },
            { role: 'user', content: [text(MARK)] },
          ],
        };
        expectNothingAdded(t, 'CACHE-02b', await t.send(t.turn({ body })), concerns);
      }
    },
  }),
];
