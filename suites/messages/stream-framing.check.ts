import {
  answerBytes,
  answerStream,
  check,
  expectRelayed,
  joinedDeltas,
  messageEnd,
  messageStart,
  outcome,
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
      const { client } = await t.send(t.turn({ stream: true }));

      const { events } = answerStream(client);
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

      const [unreadable] = answerStream(trip.client).defects.filter(({ rule }) => rule.startsWith('sse/j'));
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
    disturbs: 'none',
    async run(t) {
      const comment = { comment: `keep-alive ${t.invent('word')}` };
      const steps = [comment, ...OPENING.flatMap((step) => [step, comment]), ...messageEnd()];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      const foreign = answerStream(trip.client).frames.filter(
        ({ kind, data }) => kind === 'event' && !data.startsWith('{'),
      );
      t.expect('MSG-STR-15', foreign.length === 0 && streamEvents(trip.client).length > 0, {
        expected: 'data lines for events only',
        actual: foreign[0] ? `data: ${foreign[0].data || '(empty)'}` : outcome(trip.client),
        where: { exchange: trip.client.id, part: 'response-body', offset: foreign[0]?.offset ?? 0 },
      });
    },
  }),

  // A frame that the gateway cannot read may hold half a tool call: skipping it in silence is a lie.
  check({
    id: 'messages/stream-framing/bad-frame-is-not-skipped',
    title: 'A frame that cannot be read is relayed or ends the stream as an error',
    requirements: ['MSG-STR-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const word = t.invent('word');
      const broken = `event: content_block_delta\ndata: {"type":"content_block_delta","index":0,"delta":{"text":"${word}\n\n`;
      const steps = [...OPENING.slice(0, -1), { raw: broken }, ...OPENING.slice(-1), ...messageEnd()];
      const { client } = await t.send(t.turn({ stream: true }), { steps });

      const told = answerBytes(client).includes(word) || client.ended !== 'complete';
      const asError = streamEvents(client).some(({ type }) => type === 'error');
      t.expect('MSG-STR-04', told || asError, {
        expected: 'the unreadable frame, an error event or an aborted connection',
        actual: 'the stream went on and ended normally without it',
        where: { exchange: client.id, part: 'event', event: WORDS.length + 2 },
      });
    },
  }),
];
