import {
  answerSse,
  check,
  expectRelayed,
  joinedDeltas,
  messageEnd,
  messageStart,
  outcome,
  PLAIN_STREAM,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

/** Characters of two to four bytes, a joined emoji and a line separator that some parsers split at. */
const WORDS = ['Grüße, 漢字 🦀🦀🦀🦀', '👩‍💻 a\u2028b', ' שלום'];

const OPENING = [messageStart(), ...textBlock(0, ...WORDS)];

export default [
  // The SDK inside the client drops a frame without its event line: the answer is empty, exit code 0.
  check({
    id: 'messages/stream-framing/event-line',
    title: 'Each event has an event line equal to the type in its data',
    requirements: ['MSG-STR-15'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const { client } = await t.sample(PLAIN_STREAM);

      const { events } = answerSse(client);
      const odd = events.findIndex(({ event, frame }) => frame.event !== event['type']);
      t.expect('MSG-STR-15', events.length > 0 && odd < 0, {
        expected: 'event: lines that name the type of the data below',
        actual:
          events.length === 0
            ? `no event at all; ${outcome(client)}`
            : `event: ${events[odd]?.frame.event ?? '(no such line)'} with type ${events[odd]?.event['type']}`,
        where: { exchange: client.id, part: 'event', event: Math.max(odd, 0) },
      });
    },
  }),

  // Data that is not one JSON document ends the stream with "Stream event unreadable".
  check({
    id: 'messages/stream-framing/readable-data',
    title: 'The data of each event is one JSON document',
    requirements: ['MSG-STR-15'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), { steps: [...OPENING, ...messageEnd()] });

      const [unreadable] = answerSse(trip.client).defects.filter(({ rule }) => rule.startsWith('sse/j'));
      t.expect('MSG-STR-15', unreadable === undefined && streamEvents(trip.client).length > 0, {
        expected: 'events whose data is a JSON object',
        actual: unreadable?.text ?? outcome(trip.client),
        where: { exchange: trip.client.id, part: 'event', offset: unreadable?.offset ?? 0 },
      });
    },
  }),

  // A chunk decoded on its own turns half a character into U+FFFD, which Claude then writes into files.
  check({
    id: 'messages/stream-framing/split-characters',
    title: 'Characters that are split over chunks come out whole',
    requirements: ['MSG-STR-15'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      // Three bytes at a time cut a run of four-byte characters at each of their bytes.
      const delivery = { chunkBytes: 3, padding: false };
      const trip = await t.send(t.turn({ stream: true }), { steps: [...OPENING, ...messageEnd()], delivery });

      expectRelayed(t, 'MSG-STR-15', trip, (exchange) => joinedDeltas(exchange, 'text'));
    },
  }),

  // Both line ends are legal; a splitter that knows one of them holds or mangles everything.
  check({
    id: 'messages/stream-framing/carriage-returns',
    title: 'Frames with CRLF line ends are relayed as readable frames',
    requirements: ['MSG-STR-15'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const steps = [...OPENING, ...messageEnd()];
      const trip = await t.send(t.turn({ stream: true }), { steps, delivery: { lineEnding: '\r\n' } });

      expectRelayed(t, 'MSG-STR-15', trip, (exchange) => joinedDeltas(exchange, 'text'));
    },
  }),

  // A comment that comes out as data is an event without JSON: the stream ends there.
  check({
    id: 'messages/stream-framing/comments-stay-comments',
    title: 'Comment lines of the upstream never come out as data',
    requirements: ['MSG-STR-15'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const comment = { comment: `keep-alive ${t.invent('word')}` };
      const steps = [comment, ...OPENING.flatMap((step) => [step, comment]), ...messageEnd()];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      const foreign = answerSse(trip.client).frames.filter(
        ({ kind, data }) => kind === 'event' && !data.startsWith('{') && data !== '[DONE]',
      );
      t.expect('MSG-STR-15', foreign.length === 0 && streamEvents(trip.client).length > 0, {
        expected: 'data lines for events only',
        actual: foreign[0] ? `data: ${foreign[0].data || '(empty)'}` : outcome(trip.client),
        where: { exchange: trip.client.id, part: 'response-body', offset: foreign[0]?.offset ?? 0 },
      });
    },
  }),

  // Stricter clients stop at a frame that is not of this API, at the end of an otherwise good answer.
  check({
    id: 'messages/stream-framing/nothing-added',
    title: 'No frame is added that the upstream did not send',
    requirements: ['MSG-STR-20'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), { steps: [...OPENING, ...messageEnd()] });

      // The upstream of a bridge may have another framing.
      const known = new Set<unknown>([
        ...streamEvents(t.arrived(trip)).map(({ type }) => type),
        'ping',
        'error',
      ]);
      const typeOf = (data: string) => /"type": ?"(\w+)"/.exec(data)?.[1] ?? data;
      const foreign = answerSse(trip.client)
        .frames.filter(({ kind }) => kind === 'event')
        .map(({ data }) => typeOf(data))
        .find((type) => !known.has(type));
      t.expect('MSG-STR-20', foreign === undefined, {
        expected: 'the events of the upstream, and pings',
        actual: `a frame of its own: ${foreign}`,
        where: { exchange: trip.client.id, part: 'event' },
      });
    },
  }),
];
