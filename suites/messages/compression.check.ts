import {
  answerJson,
  answerStream,
  type CheckContext,
  check,
  type Exchange,
  gzipEach,
  header,
  headerList,
  messageEnd,
  messageStart,
  outcome,
  responseBody,
  type StreamAnswer,
  streamEvents,
  type Trip,
  textBlock,
} from '../../src/suite.ts';

const EVENTS = [messageStart(), ...textBlock(0, 'Packed ', 'and sent.'), ...messageEnd()].flatMap((step) =>
  'event' in step ? [step.event] : [],
);
const ACCEPTS: [string, string][] = [['accept-encoding', 'gzip, br']];

const PLAIN: StreamAnswer = { steps: EVENTS.map((event) => ({ event })) };

/**
 * The same stream as an upstream sends it to a client that accepts gzip: compressed, flushed after each event.
 * The plain one is sent once to have its frames in the framing of the format.
 */
async function packed(t: CheckContext): Promise<StreamAnswer> {
  const arrival = t.arrived(await t.send(t.turn({ stream: true }), PLAIN));
  const frames = answerStream(arrival).frames.map(({ bytes }) => bytes);
  return {
    steps: gzipEach(frames).map((piece) => ({ base64: piece.toString('base64') })),
    headers: [['content-encoding', 'gzip']],
  };
}

/** Sends the answer to a client that accepts gzip; skips when the gateway has asked its upstream for an unpacked one. */
async function acceptingTrip(t: CheckContext, stream: boolean, answer: StreamAnswer): Promise<Trip> {
  const trip = await t.send(t.turn({ stream, headers: ACCEPTS }), answer);
  if (!acceptsGzip(t.arrived(trip))) t.skip('the gateway asks its upstream for uncompressed answers');
  return trip;
}

const acceptsGzip = ({ request }: Exchange) =>
  /gzip|\*/.test(headerList(request.headers, 'accept-encoding').join(', '));

const isNamed = (client: Exchange) => header(client.response.headers, 'content-encoding') !== undefined;
const isPacked = (client: Exchange) => responseBody(client).toString('hex', 0, 2) === '1f8b';
/** A line of an event stream, or the length of a binary frame, which is far below 64 KB here. */
const isPlain = (client: Exchange) =>
  /^(?:(?:event|data|id|retry)?:|\0\0)/.test(responseBody(client).toString('latin1', 0, 9));

export default [
  // Compressed bytes that nobody announces are noise: the stream holds no event at all.
  check({
    id: 'messages/compression/coding-is-named',
    title: 'A compressed stream says so in content-encoding',
    requirements: ['RSP-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const answer of [PLAIN, await packed(t)]) {
        const { client } = await acceptingTrip(t, true, answer);

        t.expect('RSP-08', !isPacked(client) || isNamed(client), {
          expected: 'content-encoding: gzip on a gzip body',
          actual: 'a gzip body without content-encoding',
          where: { exchange: client.id, part: 'response-header', path: 'content-encoding' },
        });
      }
    },
  }),

  // "Decompression error": plain text under a header left over from the upstream.
  check({
    id: 'messages/compression/no-stale-coding',
    title: 'An unpacked stream has no content-encoding',
    requirements: ['RSP-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const answer of [PLAIN, await packed(t)]) {
        const { client } = await acceptingTrip(t, true, answer);

        t.expect('RSP-08', !isPlain(client) || !isNamed(client), {
          expected: 'no content-encoding on plain text',
          actual: `content-encoding: ${header(client.response.headers, 'content-encoding')} on plain text`,
          where: { exchange: client.id, part: 'response-header', path: 'content-encoding' },
        });
      }
    },
  }),

  // Compressed bytes run through a text decoder cannot be brought back.
  check({
    id: 'messages/compression/packed-bytes-intact',
    title: 'A compressed stream can be read as its headers say',
    requirements: ['RSP-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { client } = await acceptingTrip(t, true, await packed(t));

      if (isNamed(client) && isPlain(client))
        t.blocked('messages/compression/no-stale-coding', 'it is not packed');
      if (!isNamed(client) && isPacked(client))
        t.blocked('messages/compression/coding-is-named', 'it is packed');
      t.expect('RSP-08', streamEvents(client).length >= EVENTS.length, {
        expected: `${EVENTS.length} readable events`,
        actual: `${streamEvents(client).length} readable events; ${outcome(client)}`,
        where: { exchange: client.id, part: 'response-body', offset: 0 },
      });
    },
  }),

  // The length of the packed body over the unpacked one cuts the JSON in the middle.
  check({
    id: 'messages/compression/length-of-json',
    title: 'The length of an unpacked JSON answer is that of the unpacked body',
    requirements: ['RSP-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const content = [{ type: 'text', text: 'word '.repeat(200) }];
      const usage = { input_tokens: 1, output_tokens: 1 };
      const message = { ...Object(EVENTS[0]?.['message']), content, stop_reason: 'end_turn', usage };
      const packed = Buffer.concat(gzipEach([Buffer.from(JSON.stringify(message))]));
      const { client } = await acceptingTrip(t, false, {
        steps: [{ base64: packed.toString('base64') }],
        headers: [
          ['content-type', 'application/json'],
          ['content-encoding', 'gzip'],
          ['content-length', String(packed.length)],
        ],
      });

      t.expect('RSP-08', client.ended === 'complete' && answerJson(client)?.['type'] === 'message', {
        expected: 'a whole message of the announced length and coding',
        actual: `${client.ended}: ${responseBody(client).length} bytes under ${JSON.stringify(client.response.headers)}`,
        where: { exchange: client.id, part: 'response-header', path: 'content-length' },
      });
    },
  }),

  // A compressor that waits for a full block turns a stream into bursts.
  check({
    id: 'messages/compression/flushed-per-event',
    title: 'A compressed stream is flushed after each event',
    requirements: ['MSG-HDR-12'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      for (const answer of [PLAIN, await packed(t)]) {
        const steps = [...answer.steps.slice(0, 3), { gate: true } as const, ...answer.steps.slice(3)];
        const live = await t.open(t.turn({ stream: true, headers: ACCEPTS }), { ...answer, steps });

        const first = await live.received((client) => streamEvents(client)[0]);
        await live.release('all');
        const trip = await live.finish();
        const { client } = trip;
        if (streamEvents(client).length === 0) t.blocked('RSP-08', 'the stream cannot be read at all');
        t.expect('MSG-HDR-12', first !== undefined || (answer === PLAIN && !isNamed(client)), {
          expected: 'events while the upstream holds the rest of the stream',
          actual: `nothing readable until the end, content-encoding ${header(client.response.headers, 'content-encoding')}`,
          where: { exchange: client.id, part: 'event', event: 0 },
        });
        // Who asks for plain answers need not read packed ones.
        if (!acceptsGzip(t.arrived(trip))) return;
      }
    },
  }),
];
