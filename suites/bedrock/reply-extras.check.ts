import {
  check,
  type Exchange,
  expectEventsRelayed,
  header,
  headerValues,
  type Json,
  type JsonObject,
  meansTheSame,
  messageEnd,
  messageStart,
  type RawHeaders,
  type Step,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

const METRICS = 'amazon-bedrock-invocationMetrics';
const REPLY = { message: { content: [{ type: 'text', text: 'Understood.' }] } };
const ANSWER = { steps: [messageStart(), ...textBlock(0, 'Understood.'), ...messageEnd()] };

/** What the guardrail says takes the place of the answer, at the index of a block that is already closed. */
const BLOCKED: readonly Step[] = [
  messageStart(),
  ...textBlock(0, 'The first words'),
  {
    event: { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Sorry, not this.' } },
  },
  { event: { type: 'content_block_stop', index: 0 } },
  { event: { type: 'message_delta', delta: { stop_reason: 'end_turn', stop_sequence: null } } },
  {
    event: {
      type: 'message_stop',
      'amazon-bedrock-trace': {
        guardrail: { input: { gr0examplegr0: { wordPolicy: { customWords: [] } } } },
      },
      'amazon-bedrock-guardrailAction': 'INTERVENED',
    },
  },
];

/** What Bedrock tells of a call in headers. The numbers are no one else's. */
const HEADERS: RawHeaders = [
  ['x-amzn-requestid', '5a1f0d3c-7c1e-4b7e-9a53-6f0f5a3d2b11'],
  ['x-amzn-bedrock-invocation-latency', '4711'],
  ['x-amzn-bedrock-input-token-count', '17'],
  ['x-amzn-bedrock-output-token-count', '19'],
  ['x-amzn-bedrock-cache-read-input-token-count', '23'],
  ['x-amzn-bedrock-cache-write-input-token-count', '29'],
];

/** Pings, with which a gateway may fill a silence, are left out. */
function typesOf(exchange: Exchange): Json[] {
  return streamEvents(exchange).flatMap(({ type = null }) => (type === 'ping' ? [] : [type]));
}

/** An alias in the first event is no difference, and not what a guardrail is about. */
const ASIDE: readonly unknown[] = ['message_start', 'ping'];

export default [
  // The guardrail's own words come late, where a tidy relay expects nothing any more.
  check({
    id: 'bedrock/reply-extras/guardrail-events',
    title: 'The events of a reply that a guardrail blocked arrive unchanged',
    requirements: ['BDR-STR-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const plain = await t.send(t.turn({ stream: true }), ANSWER);
      if (!meansTheSame(typesOf(t.arrived(plain)), typesOf(plain.client))) {
        t.blocked('MSG-STR-04', 'events of any stream are lost or added');
      }
      const trip = await t.send(t.turn({ stream: true }), { steps: BLOCKED });

      expectEventsRelayed(t, 'BDR-STR-05', trip, (event) =>
        ASIDE.includes(event['type']) ? undefined : event,
      );
    },
  }),

  // Latency and token reports are made from it.
  check({
    id: 'bedrock/reply-extras/metrics',
    title: 'The last event arrives with its invocation metrics',
    requirements: ['BDR-STR-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), ANSWER);
      const isLast = ({ type }: JsonObject) => type === 'message_stop';
      t.arrived(trip);
      if (!streamEvents(trip.client).some(isLast)) {
        t.blocked('messages/stream-end/message-stop', 'the event that carries them does not arrive');
      }

      expectEventsRelayed(t, 'BDR-STR-06', trip, (event) =>
        isLast(event) ? (event[METRICS] ?? null) : undefined,
      );
    },
  }),

  // AWS looks a case up by the request id.
  check({
    id: 'bedrock/reply-extras/headers',
    title: 'x-amzn-* response headers arrive with their values',
    requirements: ['RSP-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const refusal = { status: 400, error: { type: 'invalid_request_error', message: 'Not like this.' } };
      for (const [stream, answer] of [
        [false, REPLY],
        [true, REPLY],
        [false, refusal],
        [true, refusal],
      ] as const) {
        const trip = await t.send(t.turn({ stream }), { ...answer, headers: HEADERS });
        t.arrived(trip);
        const { client } = trip;
        // A refusal in other words, or one that came as none, is the finding of the rows about errors.
        if (answer === refusal && header(client.response.headers, 'x-amzn-errortype') === undefined) continue;
        for (const [name, value] of answer === refusal ? HEADERS.slice(0, 1) : HEADERS) {
          const got = headerValues(client.response.headers, name);
          t.expect('RSP-07', got.includes(value), {
            expected: `${name}: ${value}`,
            actual: got.join(', ') || 'no such header',
            where: { exchange: client.id, part: 'response-header', path: name },
          });
        }
      }
    },
  }),
];
