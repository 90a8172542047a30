import {
  answerStream,
  block,
  check,
  type Exchange,
  expectEventsRelayed,
  expectRelayed,
  type JsonObject,
  joinedDeltas,
  meansTheSame,
  messageEnd,
  messageStart,
  type Step,
  streamEvents,
  textBlock,
  toolBlock,
  valueAt,
} from '../../src/suite.ts';

const THOUGHT = { type: 'thinking', thinking: '', signature: '' };

function thought(index: number, thinking: string): Step[] {
  const signature = Buffer.from(thinking).toString('base64');
  return block(index, THOUGHT, { type: 'thinking_delta', thinking }, { type: 'signature_delta', signature });
}

/**
 * Two kinds of block twice, since a gateway may keep the first of each alone; white space at the edges of
 * blocks and deltas; and what filters take for private. The address and the card number are nobody's.
 */
const ANSWER = {
  steps: [
    messageStart({ input_tokens: 1, output_tokens: 1, service_tier: 'standard' }),
    ...thought(0, 'The tests come first.'),
    ...textBlock(
      1,
      '\n\nFirst, ',
      'the tests;',
      ' ask ada.lovelace@example.com ',
      'for 4111 1111 1111 1111.\n',
    ),
    ...toolBlock(2, 'toolu_01ContentCall', 'Bash', '', '{"command":"npm test"}'),
    ...thought(3, 'Then the code.'),
    ...textBlock(4, '  Then ', '\n', '\tthe code.', ' \n'),
    ...messageEnd('tool_use', { output_tokens: 1 }, { stop_details: null }),
  ],
};

/** What checks of their own judge of a message; the rest of it is judged event by event alone. */
function judgedElsewhere(exchange: Exchange): JsonObject {
  const message = answerStream(exchange).message() ?? {};
  const { content, stop_reason = null, stop_sequence = null, usage } = message;
  const keys = ['type', 'id', 'name', 'text', 'thinking', 'signature', 'input'];
  const blocks = Array.isArray(content) ? content : [];
  return {
    content: blocks.map((one) => keys.map((key) => valueAt(one, key) ?? null)),
    stop_reason,
    stop_sequence,
    usage: { ...Object(usage), service_tier: null },
  };
}

/** The breaches of the grammar that cost the client no part of the message. */
const HARMLESS = ['stream/message-stop', 'stream/done-sentinel'];

/** An event without the model, since an alias that is given back is no difference. */
function withoutModel(event: JsonObject): JsonObject {
  if (event['type'] !== 'message_start' || event['message'] === undefined) return event;
  return { ...event, message: { ...Object(event['message']), model: null } };
}

export default [
  // A lost or doubled delta is a hole or a stutter in what Claude says and writes.
  check({
    id: 'messages/stream-content/text-as-sent',
    title: 'The text of each block adds up to what the upstream sent',
    requirements: ['MSG-STR-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), ANSWER);

      expectRelayed(t, 'MSG-STR-04', trip, (exchange) => joinedDeltas(exchange, 'text'));
    },
  }),

  // Without its block a stop_reason of tool_use leaves the agent with nothing to run: it halts in silence.
  check({
    id: 'messages/stream-content/blocks-as-sent',
    title: 'Each block arrives under its index, kind, id and name',
    requirements: ['MSG-STR-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), ANSWER);

      expectEventsRelayed(t, 'MSG-STR-04', trip, ({ type, index, content_block: started }) => {
        if (type !== 'content_block_start') return undefined;
        const part = (key: string) => valueAt(started, key) ?? null;
        return { index: index ?? null, type: part('type'), id: part('id'), name: part('name') };
      });
    },
  }),

  // Merged deltas show as lumps of text, and members that no current release reads are lost unseen.
  check({
    id: 'messages/stream-content/same-events',
    title: 'Event by event, names and values are those of the upstream',
    requirements: ['MSG-STR-04b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), ANSWER);

      const breach = answerStream(trip.client).defects.find(
        ({ rule }) => rule.startsWith('stream/') && !HARMLESS.includes(rule),
      );
      if (breach || !meansTheSame(judgedElsewhere(t.arrived(trip)), judgedElsewhere(trip.client))) {
        t.blocked('MSG-STR-04', 'the message itself differs');
      }
      expectEventsRelayed(t, 'MSG-STR-04b', trip, (event) =>
        event['type'] === 'ping' || event['type'] === 'message_stop' ? undefined : withoutModel(event),
      );
    },
  }),

  // A watchdog that counts events is not fed by comments: a real ping has to stay one.
  check({
    id: 'messages/stream-content/pings-stay-pings',
    title: 'A ping event arrives as a ping event',
    requirements: ['MSG-STR-04b'],
    // Bedrock knows no pings.
    formats: ['anthropic', 'vertex', 'foundry', 'aws', 'mantle'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), {
        steps: [...ANSWER.steps.slice(0, 2), { event: { type: 'ping' } }, ...ANSWER.steps.slice(2)],
      });

      // A gateway may send pings of its own, such as one behind the start of the message.
      t.reached(trip);
      const types = streamEvents(trip.client).map(({ type }) => type);
      const isThere = types.slice(types.indexOf('content_block_start')).includes('ping');
      t.expect('MSG-STR-04b', isThere, {
        expected: 'the ping event behind the start of the block',
        actual: types.join(', ') || 'no event',
        where: { exchange: trip.client.id, part: 'event', event: 2 },
      });
    },
  }),

  // Turns with server tools report their final usage in an event of its own.
  check({
    id: 'messages/stream-content/usage-only-delta',
    title: 'A later message_delta with usage alone is relayed as it is',
    requirements: ['MSG-STR-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const usage = { input_tokens: 1, output_tokens: 77 };
      const later = {
        event: { type: 'message_delta', delta: { stop_reason: null, stop_sequence: null }, usage },
      };
      const steps = [...ANSWER.steps.slice(0, -1), later, ...ANSWER.steps.slice(-1)];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      expectEventsRelayed(t, 'MSG-STR-08', trip, (event) =>
        event['type'] === 'message_delta' ? [valueAt(event, 'delta.stop_reason') ?? null] : undefined,
      );
    },
  }),
];
