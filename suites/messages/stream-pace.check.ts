import {
  block,
  breach,
  type CheckContext,
  check,
  type Flow,
  held,
  isBounded,
  isFinished,
  messageEnd,
  messageStart,
  SILENCES,
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
    disturbs: 'none',
    slow: true,
    takes: 130,
    async run(t) {
      const streams = await held(t, SILENCES, { stream: true }, (delay) => ({
        steps: [{ delay }, ...ANSWER.steps],
      }));
      for (const { trip } of streams) t.arrived(trip);

      const found = breach(t, streams, isFinished);
      t.expect('MSG-STR-03', !found, {
        expected: `the whole answer after ${SILENCES.join(', ')} s of silence before it`,
        actual: found?.text ?? 'all of them',
        where: { exchange: found?.broken.trip.client.id ?? '', part: 'connection' },
      });
      for (const { seconds, trip } of streams) {
        t.expect('MSG-STR-03', trip.arrivals.length === 1, {
          expected: 'one request at the upstream',
          actual: `${trip.arrivals.length} requests in a silence of ${seconds} s`,
          where: { exchange: trip.arrivals.at(-1)?.id ?? trip.client.id, part: 'request-line' },
        });
      }
    },
  }),
];
