import {
  answerJson,
  answerStream,
  block,
  type CheckContext,
  check,
  type Exchange,
  expectEventsRelayed,
  expectRelayed,
  type JsonObject,
  messageEnd,
  messageStart,
  type StreamAnswer,
  type Trip,
  textBlock,
  toolBlock,
  valueAt,
} from '../../src/suite.ts';

/** Blocks of three kinds, two calls at once, characters of up to four bytes, an empty fragment and one that is odd. */
const ANSWER: StreamAnswer = {
  steps: [
    messageStart(),
    ...block(
      0,
      { type: 'thinking', thinking: '', signature: '' },
      { type: 'thinking_delta', thinking: 'Two files: Größe.txt and 漢字 🦀.' },
      { type: 'signature_delta', signature: 'c2lnbmF0dXJlIG9mIGEgdGhvdWdodA==' },
    ),
    ...textBlock(1, 'I read ', '', 'both.\n\n', '  '),
    ...toolBlock(2, 'toolu_01BridgeFirst', 'Read', '', '{"file_path"', ': "/tmp/a"', '}'),
    ...toolBlock(3, 'toolu_01BridgeSecond', 'Read', '', '{"file_path":"/tmp/\\u00e9"}'),
    ...messageEnd('tool_use'),
  ],
};

/** What is cut into the smallest pieces. */
const SHORT: StreamAnswer = { steps: [messageStart(), ...textBlock(0, 'Ünder 漢字.'), ...messageEnd()] };

async function streamed(t: CheckContext): Promise<Trip> {
  return t.send(t.turn({ stream: true }), ANSWER);
}

/** What a message says. Its model, its usage and its ids have checks of their own. */
function essenceOf(message: JsonObject | undefined): JsonObject | undefined {
  if (message === undefined) return undefined;
  const { content, stop_reason = null, stop_sequence = null } = message;
  const blocks = Array.isArray(content) ? content.map((block) => ({ ...Object(block), id: null })) : null;
  return { content: blocks, stop_reason, stop_sequence };
}

const streamedMessage = (exchange: Exchange) => essenceOf(answerStream(exchange).message());

/** What of an event is the same in both formats. */
function essence(event: JsonObject): JsonObject | undefined {
  const { type = null, index = null, delta = null, content_block } = event;
  if (type === 'ping') return undefined;
  const stop = valueAt(event, 'delta.stop_reason') ?? null;
  const block = content_block === undefined ? null : { ...Object(content_block), id: null };
  return type === 'message_delta' ? { type, stop } : { type, index, delta, block };
}

export default [
  // Half a tool input, or a text with a hole: the wrong command is run, or none.
  check({
    id: 'bridge/stream/same-message',
    title: "The events add up to the provider's message",
    requirements: ['BRG-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      expectRelayed(t, 'BRG-04', await streamed(t), streamedMessage);
    },
  }),

  // Two deltas in one are shown late; two in the wrong order make another text.
  check({
    id: 'bridge/stream/same-order',
    title: 'Each chunk of the provider becomes one event, in the same order',
    requirements: ['BRG-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await streamed(t);
      if (!answerStream(trip.client).message())
        t.blocked('bridge/stream/same-message', 'there is no message');
      expectEventsRelayed(t, 'BRG-04', trip, essence);
    },
  }),

  // A packet of the network ends where it likes: in a length, a header, a character or between two frames.
  check({
    id: 'bridge/stream/split-frames',
    title: 'Frames that come in pieces are put together',
    requirements: ['BRG-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      // Without the padding, which clients ignore, and which not every region sends. Each piece waits for the
      // one before it to leave: two hundred cut everywhere, and thousands would take seconds on a busy machine.
      for (const { answer, chunkBytes } of [
        { answer: SHORT, chunkBytes: 23 },
        { answer: ANSWER, chunkBytes: 61 },
      ]) {
        const delivery = { chunkBytes, padding: false };
        const trip = await t.send(t.turn({ stream: true }), { ...answer, delivery });
        expectRelayed(t, 'BRG-04', trip, streamedMessage);
      }
    },
  }),

  // Without `stream` the provider answers in one piece, which needs no translation but the one of its envelope.
  check({
    id: 'bridge/stream/whole-answer',
    title: 'An answer in one piece holds what the provider gave',
    requirements: ['BRG-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const content = [
        { type: 'thinking', thinking: 'A file: 漢字.', signature: 'c2lnbmF0dXJl' },
        { type: 'text', text: 'I read it.\n' },
        {
          type: 'tool_use',
          id: 'toolu_01BridgeWhole',
          name: 'Read',
          input: { file_path: '/tmp/é', limit: 20 },
        },
      ];
      const trip = await t.send(t.turn(), { message: { content, stop_reason: 'tool_use' } });
      expectRelayed(t, 'BRG-04', trip, (exchange) => essenceOf(answerJson(exchange)));
    },
  }),
];
