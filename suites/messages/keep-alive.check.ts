import {
  breach,
  type CheckContext,
  check,
  held,
  heldMs,
  isFinished,
  messageEnd,
  messageStart,
  responseBody,
  SILENCES,
  type Step,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

const TEXT = textBlock(0, 'Let me think. ', 'Done.');
const OPENING = [messageStart(), ...TEXT.slice(0, 2)];
const REST = [...TEXT.slice(2), ...messageEnd()];

/** Seconds of a stream that is alive: beyond the minute or two that servers give a whole request. */
const LONG = 125;
/** Seconds between the signs of life, as the genuine API has them at most. */
const SIGN_EVERY = 10;
/** Seconds in which a gateway that translates has to send a ping. */
const SILENT = 65;

/** Signs of life for so many milliseconds: pings, and on Bedrock, which has none, a few words. */
function alive(t: CheckContext, ms: number): Step[] {
  const isBedrock = (t.target.upstreamFormat ?? t.format) === 'bedrock';
  const word = { type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text: 'Hm. ' } };
  const sign: Step = { event: isBedrock ? word : { type: 'ping' } };
  const pause: Step = { delay: heldMs(t, SIGN_EVERY) };
  const signs = Math.floor(ms / pause.delay);
  return Array.from({ length: signs }, () => [pause, sign]).flat();
}

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
    title: `A stream that is silent for ${SILENCES.join(', ')} seconds stays open`,
    requirements: ['MSG-STR-11'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    slow: true,
    takes: 130,
    async run(t) {
      const streams = await held(t, SILENCES, { stream: true }, (delay) => ({
        steps: [...OPENING, { delay }, ...REST],
      }));
      for (const { trip } of streams) t.reached(trip);

      const found = breach(t, streams, isFinished);
      t.expect('MSG-STR-11', !found, {
        expected: `the rest of the stream after ${SILENCES.join(', ')} s of silence`,
        actual: found?.text ?? 'all of them',
        where: { exchange: found?.broken.trip.client.id ?? '', part: 'connection' },
      });
    },
  }),

  // A limit on the whole of a request, as servers have it by default, cuts streams that are alive.
  check({
    id: 'messages/keep-alive/long-stream',
    title: `A stream that is kept alive for ${LONG} seconds arrives whole`,
    requirements: ['LIM-05'],
    vantage: 'upstream',
    disturbs: 'none',
    slow: true,
    takes: 130,
    async run(t) {
      const [stream] = await held(t, [LONG], { stream: true }, (ms) => ({
        steps: [...OPENING, ...alive(t, ms), ...REST],
      }));
      if (!stream) return;
      const { client } = stream.trip;
      t.arrived(stream.trip);

      const found = breach(t, [stream], isFinished);
      const seconds = Math.round(client.endedMs / 1000 / t.scale.time);
      t.expect('LIM-05', !found, {
        expected: `the whole stream, which takes ${LONG} s`,
        actual: `it ended after ${seconds} s: ${found?.text}`,
        where: { exchange: client.id, part: 'connection' },
      });
    },
  }),

  // An upstream that has no pings leaves it to the translator to keep the client's watchdog quiet.
  check({
    id: 'messages/keep-alive/own-pings',
    title: 'A translating gateway sends pings while its upstream is silent',
    requirements: ['MSG-STR-10'],
    vantage: 'upstream',
    disturbs: 'none',
    slow: true,
    takes: 70,
    async run(t) {
      const [stream] = await held(t, [SILENT], { stream: true }, (delay) => ({
        steps: [...OPENING, { delay }, ...REST],
      }));
      if (!stream) return;
      const { client } = stream.trip;
      t.arrived(stream.trip);

      const pings = streamEvents(client).filter(({ type }) => type === 'ping').length;
      t.expect('MSG-STR-10', pings > 0, {
        expected: `a ping in ${SILENT} s of silence`,
        actual: 'no ping event',
        where: { exchange: client.id, part: 'event', event: OPENING.length },
      });
    },
  }),
];
