import {
  type CheckContext,
  check,
  errorMisfit,
  expectKept,
  FILLING,
  isServed,
  MARK,
  outcome,
  type ProbeRequest,
  type Trip,
} from '../../src/suite.ts';

/** Bytes: a body that is just under any reading of "1 MB" passes a limit of 1 MB. */
const MB = 1_000_000;
/** Each common limit lies between two of these; the last step is what the provider takes. */
const STEPS = [1, 4, 10, 20] as const;
/** The range in which a gateway stops is narrowed down until its ends are so near. */
const NEAR = 1.1;
/** Every gateway takes so many MB, for the search: the others fail everywhere. */
const LEAST = 0.1;

/** What the API at the other end takes, in MB: its own limit, and for Messages the last step below 32 MB. */
const TOP = { anthropic: 31, bedrock: 20, vertex: 30 } as const;

function topOf({ format, target }: CheckContext): number {
  const spoken = target.upstreamFormat ?? format;
  return spoken === 'bedrock' || spoken === 'vertex' ? TOP[spoken] : TOP.anthropic;
}

function bodyOf(t: CheckContext, megabytes: number): ProbeRequest {
  const content = [
    { type: 'text', text: FILLING },
    { type: 'text', text: MARK },
  ];
  return t.turn({
    body: { messages: [{ role: 'user', content }] },
    fill: Math.round(megabytes * MB * t.scale.size),
    unbilled: true,
  });
}

/** Sends a body of so many MB, and compares it with what arrived; the trip if it was refused. */
async function refusalOf(t: CheckContext, megabytes: number): Promise<Trip | undefined> {
  const trip = await t.send(bodyOf(t, megabytes));
  if (isServed(trip.client) && trip.arrivals.length > 0) expectKept(t, 'LIM-01', trip, ['messages']);
  t.letGo(trip);
  return isServed(trip.client) ? undefined : trip;
}

const inMegabytes = (size: number) => `${size < 10 ? size.toFixed(2) : size.toFixed(1)} MB`;

export default [
  // Sessions with images grow step by step; the one that is too large cannot even be compacted.
  check({
    id: 'common/body-size/up-to-the-limit',
    title: 'Bodies of 1 MB up to the limit of the provider are served and arrive whole',
    requirements: ['LIM-01'],
    vantage: 'client',
    disturbs: 'stream',
    slow: true,
    takes: 60,
    async run(t) {
      const top = topOf(t);
      let passed = 0;
      let refused: { size: number; trip: Trip } | undefined;
      for (const size of [...STEPS.filter((step) => step < top), top]) {
        const trip = await refusalOf(t, size);
        if (trip) refused = { size, trip };
        if (trip) break;
        passed = size;
      }
      // A gateway that answers is asked where exactly it stops; one that does not would only cost time.
      while (refused && refused.trip.client.response.status > 0 && refused.size / (passed || LEAST) > NEAR) {
        const size = Math.sqrt(refused.size * (passed || LEAST));
        const trip = await refusalOf(t, size);
        if (trip) refused = { size, trip };
        else passed = size;
      }

      const client = refused?.trip.client;
      t.expect('LIM-01', !refused, {
        expected: `bodies of up to ${top} MB are served like any other request`,
        actual: refused
          ? `largest served ${inMegabytes(passed)}, smallest refused ${inMegabytes(refused.size)}: ${outcome(refused.trip.client)}`
          : 'all of them',
        where: { exchange: client?.id ?? '', part: 'status' },
      });
    },
  }),

  // Claude Code has a way out for a 413, and none for a reset or another status.
  check({
    id: 'common/body-size/over-the-limit',
    title: 'A body over the limit of the provider is a 413',
    requirements: ['LIM-02'],
    vantage: 'client',
    disturbs: 'stream',
    slow: true,
    takes: 30,
    async run(t) {
      const { client } = await tooLarge(t);
      t.expect('LIM-02', client.response.status === 413, {
        expected: 'status 413',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),

  // A page of HTML is shown to the developer as it is.
  check({
    id: 'common/body-size/refused-in-the-envelope',
    title: 'The 413 for a body over the limit has the form of the format',
    requirements: ['LIM-02b'],
    vantage: 'client',
    disturbs: 'stream',
    slow: true,
    takes: 30,
    async run(t) {
      const { client } = await tooLarge(t);
      if (client.response.status !== 413) t.blocked('LIM-02', 'the answer is no 413');
      const misfit = errorMisfit(client);
      t.expect('LIM-02b', misfit === undefined, {
        expected: 'the error envelope of the format',
        actual: `${misfit}: ${outcome(client)}`,
        where: { exchange: client.id, part: 'response-body' },
      });
    },
  }),
];

/** One or two megabytes above what the provider takes; the upstream refuses what gets there. */
async function tooLarge(t: CheckContext): Promise<Trip> {
  const top = topOf(t);
  // In Messages 32 MB may be meant as 33.6 million bytes.
  const over = top === TOP.anthropic ? 34 : (top * 1024 * 1024) / MB + 1;
  const error = { type: 'request_too_large', message: 'Request exceeds the maximum size' };
  const trip = await t.send(bodyOf(t, over), { status: 413, error });
  t.letGo(trip);
  return trip;
}
