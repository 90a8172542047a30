import {
  answerStream,
  check,
  type Exchange,
  expectEventsRelayed,
  expectRelayed,
  type JsonObject,
  joinedDeltas,
  meansTheSame,
  replay,
  streamEvents,
  type Trip,
  valueAt,
} from '../../src/suite.ts';
import { CONTENT, ORDERED } from './answers.ts';

/** What every block is read for. */
const BLOCK_KEYS = ['type', 'id', 'name', 'text', 'thinking', 'signature', 'input'];

/** What checks of their own judge of a message; the rest of it is judged event by event alone. */
function judgedElsewhere(exchange: Exchange): JsonObject {
  const message = answerStream(exchange).message() ?? {};
  const { content, stop_reason = null, stop_sequence = null, usage } = message;
  const blocks = Array.isArray(content) ? content : [];
  return {
    content: blocks.map((one) => BLOCK_KEYS.map((key) => valueAt(one, key) ?? null)),
    stop_reason,
    stop_sequence,
    usage: { ...Object(usage), service_tier: null },
  };
}

/** The breaches of the grammar that cost the client no part of the message. */
const HARMLESS = ['stream/message-stop', 'stream/done-sentinel'];

/** Whether the client got the message of the upstream, apart from the form of its events. */
function isSameMessage(upstream: Exchange, client: Exchange): boolean {
  const breach = answerStream(client).defects.some(
    ({ rule }) => rule.startsWith('stream/') && !HARMLESS.includes(rule),
  );
  return !breach && meansTheSame(judgedElsewhere(upstream), judgedElsewhere(client));
}

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
      for (const answer of [CONTENT, ORDERED]) {
        const trip = await t.send(t.turn({ stream: true }), answer);

        expectRelayed(t, 'MSG-STR-04', trip, (exchange) => joinedDeltas(exchange, 'text'));
      }
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
      for (const answer of [CONTENT, ORDERED]) {
        const trip = await t.send(t.turn({ stream: true }), answer);

        expectEventsRelayed(t, 'MSG-STR-04', trip, ({ type, index, content_block: started }) => {
          if (type !== 'content_block_start') return undefined;
          // An input in the start is judged by MSG-STR-17.
          const keys = BLOCK_KEYS.filter((key) => key !== 'input');
          const parts = keys.map((key) => [key, valueAt(started, key) ?? null] as const);
          return { index: index ?? null, ...Object.fromEntries(parts) };
        });
      }
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
      const same = (trip: Trip) =>
        expectEventsRelayed(t, 'MSG-STR-04b', trip, (event) =>
          event['type'] === 'ping' || event['type'] === 'message_stop' ? undefined : withoutModel(event),
        );
      const content = await t.send(t.turn({ stream: true }), CONTENT);
      if (!isSameMessage(t.arrived(content), content.client)) {
        t.blocked('MSG-STR-04', 'the message itself differs');
      }
      same(content);
      // What the upstream says by itself has more about usage and edits than any script.
      const ordered = await t.send(t.turn({ stream: true }), ORDERED);
      for (const trip of [ordered, await t.send(t.turn(replay('main-turn', t.target)))]) {
        const [arrival] = trip.arrivals;
        if (arrival && isSameMessage(arrival, trip.client)) same(trip);
      }
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
        steps: [...CONTENT.steps.slice(0, 2), { event: { type: 'ping' } }, ...CONTENT.steps.slice(2)],
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
      const steps = [...CONTENT.steps.slice(0, -1), later, ...CONTENT.steps.slice(-1)];
      const trip = await t.send(t.turn({ stream: true }), { steps });

      // What the first of them counts is judged by MSG-STR-19.
      expectEventsRelayed(t, 'MSG-STR-08', trip, (event) => {
        if (event['type'] !== 'message_delta') return undefined;
        const reason = valueAt(event, 'delta.stop_reason') ?? null;
        return reason === null ? event : [reason];
      });
    },
  }),
];
