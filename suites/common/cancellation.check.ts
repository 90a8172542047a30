import {
  type Answer,
  type CheckContext,
  check,
  messageStart,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

const SILENT: Answer = { end: 'stall' };

/** Opens a request, leaves once `ready` says so, and expects the upstream to see that. */
async function expectCancelled(t: CheckContext, stream: boolean, answer: Answer): Promise<void> {
  const live = await t.open(t.turn({ stream }), answer);
  await live.arrived();
  if (answer !== SILENT) {
    const begun = await live.received((client) =>
      streamEvents(client).find(({ type }) => type === 'content_block_delta'),
    );
    if (!begun) t.blocked('MSG-STR-02', 'the stream is buffered');
  }

  live.sent.abort();
  const upstream = await live.upstreamEnded();
  await live.release('all');
  await live.finish();
  t.expect('MSG-STR-21', upstream.ended === 'client-gone', {
    expected: 'the upstream request ends once the client has left',
    actual: upstream.ended === 'open' ? 'it is still open' : `it ended as ${upstream.ended}`,
    where: { exchange: upstream.id, part: 'connection' },
  });
}

export default [
  // Esc while the model thinks: a gateway that listens only once bytes flow lets it think on, and pays.
  check({
    id: 'common/cancellation/before-first-byte',
    title: 'A client that leaves before the first byte ends the upstream request',
    requirements: ['MSG-STR-21'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      await expectCancelled(t, true, SILENT);
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
      await expectCancelled(t, true, { steps: [...opening, { gate: true }, ...opening.slice(-1)] });
    },
  }),

  // Requests that time out without streaming are sent again: their orphans pile up.
  check({
    id: 'common/cancellation/non-streaming',
    title: 'A client that leaves a request without streaming ends the upstream request',
    requirements: ['MSG-STR-21'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      await expectCancelled(t, false, SILENT);
    },
  }),
];
