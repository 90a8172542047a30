import {
  type CheckContext,
  check,
  longSilence,
  messageEnd,
  messageStart,
  responseBody,
  type Step,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

const TEXT = textBlock(0, 'Let me think. ', 'Done.');
const OPENING = [messageStart(), ...TEXT.slice(0, 2)];
const REST = [...TEXT.slice(2), ...messageEnd()];

/** Expects some byte to reach the client in a gap in which the upstream sends `keepAlive` alone. */
async function expectKeptAlive(t: CheckContext, keepAlive: Step): Promise<void> {
  const steps: Step[] = [...OPENING, { gate: true }, keepAlive, { gate: true }, ...REST];
  const live = await t.open(t.turn({ stream: true }), { steps });
  const opened = await live.received((client) => streamEvents(client)[OPENING.length - 1]);
  const before = responseBody(live.sent.exchange).length;

  await live.release('next');
  const alive = await live.received((client) => responseBody(client).length > before || undefined);
  await live.release('all');
  const trip = await live.finish();

  t.arrived(trip);
  // Where events lag behind by one, the keep-alive pushes out the one before it: a byte as good as any.
  if (!opened && !alive) t.blocked('MSG-STR-02', 'events lag behind, so that the gap cannot be seen');
  t.expect('MSG-STR-09', alive === true, {
    expected: 'some byte in a gap in which the upstream sends a keep-alive',
    actual: 'silence until the next event',
    where: { exchange: trip.client.id, part: 'event', event: OPENING.length },
  });
}

export default [
  // Pings are all that comes while the model thinks: five minutes without a byte abort the turn.
  check({
    id: 'messages/keep-alive/pings-fill-the-gap',
    title: 'A ping of the upstream reaches the client as some byte',
    requirements: ['MSG-STR-09'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      await expectKeptAlive(t, { event: { type: 'ping' } });
    },
  }),

  // A parser that drops comment lines makes a stream that is alive look dead.
  check({
    id: 'messages/keep-alive/comments-fill-the-gap',
    title: 'A comment line of the upstream reaches the client as some byte',
    requirements: ['MSG-STR-09'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      await expectKeptAlive(t, { comment: `keep-alive ${t.invent('word')}` });
    },
  }),

  // Proxies cut silent streams after 50 to 60 seconds by default; the client would wait five minutes.
  check({
    id: 'messages/keep-alive/long-silence',
    title: 'A silent stream stays open',
    requirements: ['MSG-STR-11'],
    vantage: 'upstream',
    disturbs: 'stream',
    slow: true,
    async run(t) {
      const delay = longSilence(t.limits);
      const { client } = await t.send(t.turn({ stream: true }), { steps: [...OPENING, { delay }, ...REST] });

      t.expect(
        'MSG-STR-11',
        streamEvents(client).some(({ type }) => type === 'message_stop'),
        {
          expected: `the rest of the stream after ${delay} ms of silence`,
          actual: `${client.ended} after ${Math.round(client.endedMs)} ms, ${streamEvents(client).length} events`,
          where: { exchange: client.id, part: 'connection' },
        },
      );
    },
  }),

  // An upstream that has no pings leaves it to the translator to keep the client's watchdog quiet.
  check({
    id: 'messages/keep-alive/own-pings',
    title: 'A translating gateway sends pings while its upstream is silent',
    requirements: ['MSG-STR-10'],
    vantage: 'upstream',
    disturbs: 'stream',
    slow: true,
    async run(t) {
      const delay = longSilence(t.limits);
      const { client } = await t.send(t.turn({ stream: true }), { steps: [...OPENING, { delay }, ...REST] });

      const pings = streamEvents(client).filter(({ type }) => type === 'ping').length;
      t.expect('MSG-STR-10', pings > 0, {
        expected: `a ping in ${delay} ms of silence`,
        actual: 'no ping event',
        where: { exchange: client.id, part: 'event', event: OPENING.length },
      });
    },
  }),
];
