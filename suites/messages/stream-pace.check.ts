import {
  block,
  type CheckContext,
  check,
  type Flow,
  isBounded,
  longSilence,
  messageEnd,
  messageStart,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

const ANSWER = {
  steps: [
    messageStart(),
    ...textBlock(0, 'One ', 'two ', 'three.'),
    ...block(1, { type: 'text', text: '' }, { type: 'text_delta', text: 'Four.' }),
    ...messageEnd(),
  ],
};

/** Plays the answer in lock-step; ends the check where events are lost, which is another matter than late. */
async function paced(t: CheckContext): Promise<Flow> {
  const flow = await t.lockstep({}, ANSWER);
  const { client } = flow.trip;
  const arrived = streamEvents(client).length;
  if (client.ended === 'complete' && arrived < ANSWER.steps.length)
    t.blocked('MSG-STR-04', 'events are missing');
  return flow;
}

export default [
  // Text appears at the end only; long answers run into the stall watchdog and are paid for twice.
  check({
    id: 'messages/stream-pace/not-buffered',
    first: true,
    title: 'Each event comes through while the upstream waits before the next',
    requirements: ['MSG-STR-02'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const flow = await paced(t);

      const bounded = flow.kind === 'lagging' && isBounded(flow.lagEvents, flow.lagBytes);
      t.expect('MSG-STR-02', flow.kind === 'in-step' || bounded, {
        expected: 'each event while the upstream waits before the next one',
        actual: {
          'in-step': 'just that',
          lagging: `up to ${flow.lagEvents} events (${flow.lagBytes} bytes) under way at once`,
          buffered: `event ${flow.heldEvent} came only after the upstream had been told to send the rest`,
          stalled: `event ${flow.heldEvent} never came, not even after everything had been sent`,
        }[flow.kind],
        where: { exchange: flow.trip.client.id, part: 'event', event: flow.heldEvent ?? 0 },
      });
    },
  }),

  // A look-ahead delays the last words before each pause: a tool call shows late.
  check({
    id: 'messages/stream-pace/no-lag',
    title: 'No event waits for a later one',
    requirements: ['MSG-STR-02b'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const flow = await paced(t);

      const bounded = flow.kind === 'lagging' && isBounded(flow.lagEvents, flow.lagBytes);
      if (flow.kind !== 'in-step' && !bounded) t.blocked('MSG-STR-02', 'the stream is buffered');
      t.expect('MSG-STR-02b', flow.kind === 'in-step', {
        expected: 'no event waits for a later one',
        actual: `event ${flow.heldEvent} came behind up to ${flow.lagEvents} later ones (${flow.lagBytes} bytes)`,
        where: { exchange: flow.trip.client.id, part: 'event', event: flow.heldEvent ?? 0 },
      });
    },
  }),

  // Until the response headers are there, the first-byte deadline runs: then the request is repeated.
  check({
    id: 'messages/stream-pace/starts-at-once',
    title: 'Headers and message_start come through while the upstream is still writing',
    requirements: ['MSG-STR-03'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const flow = await paced(t);

      const inTime =
        flow.heldEvent !== 0 || (flow.kind === 'lagging' && isBounded(flow.lagEvents, flow.lagBytes));
      t.expect('MSG-STR-03', inTime, {
        expected: 'response headers and message_start while the upstream still writes',
        actual: 'neither before the upstream had been told to send the rest',
        where: { exchange: flow.trip.client.id, part: 'event', event: 0 },
      });
    },
  }),

  // A model may think for minutes on a long prompt; a proxy that gives up first costs the whole turn.
  check({
    id: 'messages/stream-pace/waits-for-slow-start',
    title: 'A slow first event is waited for and not asked for again',
    requirements: ['MSG-STR-03'],
    vantage: 'upstream',
    disturbs: 'stream',
    slow: true,
    async run(t) {
      const delay = longSilence(t.limits);
      const trip = await t.send(t.turn({ stream: true }), { steps: [{ delay }, ...ANSWER.steps] });

      t.expect(
        'MSG-STR-03',
        streamEvents(trip.client).some(({ type }) => type === 'message_stop'),
        {
          expected: `the whole answer after ${delay} ms of silence before it`,
          actual: `status ${trip.client.response.status}, ${trip.client.ended} after ${Math.round(trip.client.endedMs)} ms`,
          where: { exchange: trip.client.id, part: 'connection' },
        },
      );
      t.expect('MSG-STR-03', trip.arrivals.length === 1, {
        expected: 'one request at the upstream',
        actual: `${trip.arrivals.length} requests`,
        where: { exchange: trip.arrivals.at(-1)?.id ?? trip.client.id, part: 'request-line' },
      });
    },
  }),
];
