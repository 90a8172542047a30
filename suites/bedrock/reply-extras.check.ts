import {
  check,
  countMisfit,
  type Exchange,
  expectEventsRelayed,
  header,
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
/** The metrics tell of the cache, too. */
const CACHED = {
  input_tokens: 7,
  cache_creation_input_tokens: 300,
  cache_read_input_tokens: 2_000,
  output_tokens: 3,
};
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
      const steps = [messageStart(CACHED), ...textBlock(0, 'Understood.'), ...messageEnd()];
      const trip = await t.send(t.turn({ stream: true }), { steps });
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
      // Of refusals and counts Bedrock tells no more than their id.
      const id = HEADERS.slice(0, 1);
      for (const [spec, answer, headers] of [
        [{}, REPLY, HEADERS],
        [{ stream: true }, REPLY, HEADERS],
        [{}, refusal, id],
        [{ stream: true }, refusal, id],
        [{ operation: 'count_tokens' }, { input_tokens: 12 }, id],
      ] as const) {
        const trip = await t.send(t.turn(spec), { ...answer, headers });
        // A gateway may count by itself, and what is no count is the finding of CNT-01.
        const isCounted = trip.arrivals.length > 0 && countMisfit(trip.client) === undefined;
        if ('operation' in spec && !isCounted) continue;
        t.arrived(trip);
        const { client } = trip;
        // A refusal in other words, or one that came as none, is the finding of the rows about errors.
        if (answer === refusal && header(client.response.headers, 'x-amzn-errortype') === undefined) continue;
        for (const [name, value] of headers) {
          const got = header(client.response.headers, name);
          t.expect('RSP-07', got === value, {
            expected: `${name}: ${value}`,
            actual: got ?? 'no such header',
            where: { exchange: client.id, part: 'response-header', path: name },
          });
        }
      }
    },
  }),
];
