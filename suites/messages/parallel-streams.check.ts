import {
  type CheckContext,
  check,
  type Live,
  messageEnd,
  messageStart,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

/** More than the ten agents that a developer runs at once. */
const STREAMS = 12;

/**
 * Opens streams that each hold behind their opening, until the check lets them go on; every other one with the
 * second credential, where the target declares one.
 */
function openHeld(t: CheckContext): Promise<readonly Live[]> {
  const { secondCredential } = t.target;
  const held = Array.from({ length: STREAMS }, (_, i) => {
    const credential = i % 2 === 1 ? secondCredential : undefined;
    const request = t.turn({ stream: true, ...(credential && { credential }) });
    const text = textBlock(0, `For ${request.mark}: `, 'one. ', 'two.');
    // Two events behind the first text: as many as a gateway may hold back within its bounded lag.
    const steps = [
      messageStart(),
      ...text.slice(0, 4),
      { gate: true } as const,
      ...text.slice(4),
      ...messageEnd(),
    ];
    return t.open(request, { steps });
  });
  return Promise.all(held);
}

const hasText = (client: Parameters<typeof streamEvents>[0]) =>
  streamEvents(client).find(({ type }) => type === 'content_block_delta');

/** Whether the request is at the upstream before the patience of the run is at its end. */
function isThere(live: Live): Promise<boolean> {
  return Promise.race([live.arrived().then(() => true), live.received(() => undefined).then(() => false)]);
}

export default [
  // Subagents run side by side: with too few workers each waits until another one ends.
  check({
    id: 'messages/parallel-streams/progress-together',
    title: `${STREAMS} streams make progress while all of them are open`,
    requirements: ['MSG-STR-23'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const lives = await openHeld(t);

      const there = await Promise.all(lives.map(isThere));
      const waiting = there.filter((isOpen) => !isOpen).length;
      const [first, ...others] = lives;
      await Promise.all(others.map((live) => live.release('all')));
      const ended = await Promise.all(
        others.map((live) => live.received(({ ended: how }) => how === 'complete' || undefined)),
      );
      const blocked = ended.filter((isComplete) => !isComplete).length;
      await first?.release('all');
      await Promise.all(lives.map((live) => live.finish()));

      const where = { exchange: first?.sent.exchange.id ?? '', part: 'connection' } as const;
      t.expect('MSG-STR-23', waiting === 0, {
        expected: `all ${STREAMS} requests at the upstream while none of them has been answered`,
        actual: `${waiting} wait in the gateway for others to end`,
        where,
      });
      t.expect('MSG-STR-23', blocked === 0, {
        expected: 'the end of each stream while the first one is held',
        actual: `${blocked} streams do not end before the first one`,
        where,
      });
    },
  }),

  // An answer in the wrong session is acted upon: another project's files are edited.
  check({
    id: 'messages/parallel-streams/stay-apart',
    title: 'Each of many streams carries the events of its own request',
    requirements: ['GWC-01'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const lives = await openHeld(t);

      await Promise.all(lives.map((live) => live.received(hasText)));
      await Promise.all(lives.toReversed().map((live) => live.release('all')));
      const trips = await Promise.all(lives.map((live) => live.finish()));
      const marks = trips.map(({ request }) => request.mark);
      for (const { client, request } of trips) {
        const text = JSON.stringify(streamEvents(client));
        const others = marks.filter((mark) => mark !== request.mark && text.includes(mark));
        t.expect('GWC-01', others.length === 0, {
          expected: `the answer to ${request.mark} alone`,
          actual: `the answer to ${others.join(', ')}`,
          where: { exchange: client.id, part: 'event' },
        });
      }
    },
  }),
];
