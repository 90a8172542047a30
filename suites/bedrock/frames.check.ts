import {
  answerBytes,
  type CheckContext,
  check,
  type Exchange,
  header,
  isBinary,
  messageEnd,
  messageStart,
  outcome,
  readBedrockStream,
  type StreamAnswer,
  type Trip,
  textBlock,
} from '../../src/suite.ts';

const TYPE = 'application/vnd.amazon.eventstream';
const OPENING = messageStart();
const END = messageEnd();
const SHORT: StreamAnswer = {
  steps: [OPENING, ...textBlock(0, 'Grüße, ', '漢字 🦀', ' and the rest.'), ...END],
};

/**
 * The lengths that stand before a frame are any bytes: these texts make frames whose lengths hold a line
 * feed, a carriage return and 0xFF, and one longer than the buffers that lines are commonly read with.
 */
const LONG: StreamAnswer = {
  steps: [OPENING, ...textBlock(0, ...[1_850, 2_420, 48_850, 150_000].map((n) => 'x'.repeat(n))), ...END],
};

/** What is wrong with the frames of an answer; undefined when each of them is whole. */
function damage(client: Exchange): string | undefined {
  const bytes = answerBytes(client);
  if (!isBinary(bytes)) return `no binary frames; ${outcome(client)}`;
  const { defects } = readBedrockStream(bytes);
  return defects.find(({ rule }) => /^(frame|bedrock)\//.test(rule))?.text;
}

function framesOf(exchange: Exchange): number {
  return readBedrockStream(answerBytes(exchange)).frames.length;
}

/** The bytes of all frames but the first, in which an alias of the model may have been given back. */
function behindFirst(exchange: Exchange): Buffer[] {
  return readBedrockStream(answerBytes(exchange))
    .frames.slice(1)
    .map(({ bytes }) => Buffer.from(bytes));
}

/** Ends the check when not even a short stream comes through whole. */
async function requireWhole(t: CheckContext): Promise<Trip> {
  const trip = await t.send(t.turn({ stream: true }), SHORT);
  const sent = framesOf(t.arrived(trip));
  const broken = damage(trip.client);
  if (broken !== undefined) t.blocked('bedrock/frames/whole', broken);
  if (framesOf(trip.client) < sent) t.blocked('MSG-STR-04', 'events are lost from any stream');
  return trip;
}

/** Expects the frames that the upstream sent, in their number and each of them whole. */
function expectFrames(t: CheckContext, trip: Trip): void {
  const [sent, broken] = [framesOf(t.arrived(trip)), damage(trip.client)];
  const got = framesOf(trip.client);
  t.expect('BDR-STR-02', broken === undefined && got >= sent, {
    expected: `${sent} whole frames`,
    actual: broken ?? `${got} frames`,
    where: { exchange: trip.client.id, part: 'response-body' },
  });
}

export default [
  // Claude Code looks at the type before it reads: another one ends the turn at once, without a retry.
  check({
    id: 'bedrock/frames/content-type',
    title: `A streamed answer has status 200 and the type ${TYPE}`,
    requirements: ['BDR-STR-01'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const { client } = await t.send(t.turn({ stream: true }));
      const { status, headers } = client.response;
      if (status === 200 && !isBinary(answerBytes(client))) {
        t.blocked('BDR-STR-02', 'the body was turned into something else, too');
      }
      const type = header(headers, 'content-type');
      t.expect('BDR-STR-01', status === 200 && type?.split(';')[0]?.trim().toLowerCase() === TYPE, {
        expected: `status 200 and content-type: ${TYPE}`,
        actual: status === 200 ? (type ?? 'no content-type') : outcome(client),
        where: { exchange: client.id, part: 'response-header', path: 'content-type' },
      });
    },
  }),

  // A frame that does not check out ends the stream, and the turn is asked again, or ends with it.
  check({
    id: 'bedrock/frames/whole',
    title: 'The body of a stream is binary frames with right lengths and checksums',
    requirements: ['BDR-STR-02'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const { client } = await t.send(t.turn({ stream: true }), SHORT);
      const broken = damage(client);
      t.expect('BDR-STR-02', client.response.status === 200 && broken === undefined, {
        expected: 'frames of the binary event stream, each of them whole',
        actual: broken ?? outcome(client),
        where: { exchange: client.id, part: 'response-body' },
      });
    },
  }),

  // The network cuts a stream anywhere, in the middle of a length, too. Whoever takes a chunk for a frame
  // works on the developer's own machine and nowhere else.
  check({
    id: 'bedrock/frames/split-anywhere',
    title: 'Frames that come in pieces arrive whole',
    requirements: ['BDR-STR-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await requireWhole(t);
      for (const chunkBytes of [17, 97]) {
        const trip = await t.send(t.turn({ stream: true }), { ...SHORT, delivery: { chunkBytes } });
        expectFrames(t, trip);
      }
    },
  }),

  // A filter for text or a buffer for lines lets short answers pass and breaks long ones.
  check({
    id: 'bedrock/frames/any-length',
    title: 'Frames of any length arrive whole, whatever bytes their lengths hold',
    requirements: ['BDR-STR-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await requireWhole(t);
      const trip = await t.send(t.turn({ stream: true }), { ...LONG, delivery: { padding: false } });
      expectFrames(t, trip);
    },
  }),

  // Frames that were decoded and built again work, but only with what today's builder knows of them.
  check({
    id: 'bedrock/frames/bytes',
    title: 'The body of a stream arrives byte for byte',
    requirements: ['BDR-STR-02b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await requireWhole(t);
      const [sent, got] = [behindFirst(t.arrived(trip)), behindFirst(trip.client)];
      const other = sent.findIndex((bytes, i) => !got[i]?.equals(bytes));
      t.expect('BDR-STR-02b', other < 0 && got.length === sent.length, {
        expected: `the ${sent.length} frames behind the first as the upstream sent them`,
        actual: other < 0 ? `${got.length} frames` : `frame ${other + 1} has other bytes`,
        where: { exchange: trip.client.id, part: 'event', event: Math.max(other, 0) + 1 },
      });
    },
  }),
];
