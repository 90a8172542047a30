import {
  type Answer,
  type CheckContext,
  check,
  isServed,
  type Live,
  messageEnd,
  messageStart,
  outcome,
  type Step,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

/** Pieces of a stream in the time of a gate. */
const PIECES = 10;
/** All of it waits until the check is over: an upstream that never answers would occupy a gateway for good. */
const SILENT: Answer = {
  message: { content: [{ type: 'text', text: 'For nobody.' }] },
  delivery: { held: true },
};
/** A stream of which there is the head, and no event yet. */
const HEAD_ONLY: Answer = {
  steps: [{ gate: true }, messageStart(), ...textBlock(0, 'For nobody.'), ...messageEnd()],
};

/** Streams beside the one that is left. */
const NEIGHBOURS = 3;
/** More in a row than the three to five failures after which circuit breakers commonly open. */
const IMPATIENT = 6;

/**
 * The rest of a stream: a piece every now and then for longer than anybody needs to find that nobody takes it,
 * then silence until the check is over. Proxies that watch their upstream alone (Apache, HAProxy) see at the second write that the
 * client has left, which is soon enough.
 */
function typing(piece: readonly Step[], gate: number): Step[] {
  const pieces = Array.from({ length: 6 * PIECES }, () => [{ delay: gate / PIECES }, ...piece]);
  return [...pieces.flat(), { gate: true }, ...messageEnd()];
}

/** Opens a request, leaves once `ready` says so, and expects the upstream to see that. */
async function expectCancelled(
  t: CheckContext,
  requirement: 'MSG-STR-21' | 'GWC-06',
  stream: boolean,
  answer: Answer,
): Promise<void> {
  const live = await t.open(t.turn({ stream }), answer);
  await live.arrived();
  if (answer !== SILENT && answer !== HEAD_ONLY) {
    const begun = await live.received((client) =>
      streamEvents(client).find(({ type }) => type === 'content_block_delta'),
    );
    if (!begun) t.blocked('MSG-STR-02', 'the stream is buffered');
  }

  live.sent.abort();
  if (answer !== SILENT && answer !== HEAD_ONLY) await live.release();
  const upstream = await live.upstreamEnded();
  await live.finish();
  t.expect(requirement, upstream.ended === 'client-gone', {
    expected: 'the upstream request ends once the client has left',
    actual: upstream.ended === 'open' ? 'it is still open' : `it ended as ${upstream.ended}`,
    where: { exchange: upstream.id, part: 'connection' },
  });
}

/** What comes behind the gate. */
const LAST_EVENTS: readonly unknown[] = ['message_delta', 'message_stop'];

export default [
  // Esc while the model thinks: a gateway that listens only once bytes flow lets it think on, and pays.
  check({
    id: 'common/cancellation/before-first-byte',
    title: 'A client that leaves before the first byte ends the upstream request',
    requirements: ['GWC-06'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      for (const answer of [SILENT, HEAD_ONLY]) await expectCancelled(t, 'GWC-06', true, answer);
    },
  }),

  // Esc in the middle of an answer: the rest is generated and billed for nobody.
  check({
    id: 'common/cancellation/mid-stream',
    title: 'A client that leaves in the middle of a stream ends the upstream request',
    requirements: ['MSG-STR-21'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const opening = [messageStart(), ...textBlock(0, 'As far as it goes. ').slice(0, -1)];
      const steps = [...opening, { gate: true } as const, ...typing(opening.slice(-1), t.limits.gate)];
      await expectCancelled(t, 'MSG-STR-21', true, { steps });
    },
  }),

  // Requests that time out without streaming are sent again: their orphans pile up.
  check({
    id: 'common/cancellation/non-streaming',
    title: 'A client that leaves a request without streaming ends the upstream request',
    requirements: ['GWC-06'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      await expectCancelled(t, 'GWC-06', false, SILENT);
    },
  }),

  // One connection, one cancellation source, one task group for several requests: Esc ends them all.
  check({
    id: 'common/cancellation/neighbours-live-on',
    title: 'Streams beside one that the client leaves go on to their end',
    requirements: ['GWC-07'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const text = textBlock(0, 'As far ', 'as it goes.');
      const steps = [messageStart(), ...text, { gate: true } as const, ...messageEnd()];
      const lives = await Promise.all(
        Array.from({ length: NEIGHBOURS + 1 }, () => t.open(t.turn({ stream: true }), { steps })),
      );
      const [leaving, ...others] = lives;
      await Promise.all(lives.map((live) => live.arrived()));

      leaving?.sent.abort();
      // What comes behind it has seen the gateway notice.
      await t.send(t.turn());
      await Promise.all(lives.map((live) => live.release('all')));
      await leaving?.finish();

      for (const { client } of await Promise.all(others.map((live) => live.finish()))) {
        // Either will do: a gateway that loses one of them loses it on every stream, and other rows say so.
        const ended = streamEvents(client).some(({ type }) => LAST_EVENTS.includes(type));
        t.expect('GWC-07', client.ended === 'complete' && ended, {
          expected: 'the whole stream',
          actual: `${client.ended} behind ${streamEvents(client).length} events`,
          where: { exchange: client.id, part: 'connection' },
        });
      }
    },
  }),

  // To a gateway that sees only a request without an end, a client that left looks like a provider that failed.
  check({
    id: 'common/cancellation/nobody-else-pays',
    title: `After ${IMPATIENT} requests that were given up, a request of another caller is served`,
    requirements: ['GWC-05'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const left: Live[] = [];
      for (let count = 0; count < IMPATIENT; count += 1) {
        // Left open until the end: a probe that is finished here would be followed by a recovery.
        const live = await t.open(t.turn({ stream: count % 2 === 0 }), SILENT);
        await live.arrived();
        live.sent.abort();
        left.push(live);
      }
      const { secondCredential } = t.target;
      const other = t.turn(secondCredential && { credential: secondCredential });
      const { client } = await (await t.open(other)).finish();
      await Promise.all(left.map((live) => live.finish()));

      t.expect('GWC-05', isServed(client), {
        expected: `another caller is served after ${IMPATIENT} requests that their client gave up`,
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),
];
