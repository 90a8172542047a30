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

/** Opens streams that each hold behind their opening, until the check lets them go on. */
function openHeld(t: CheckContext): Promise<readonly Live[]> {
  const held = Array.from({ length: STREAMS }, () => {
    const request = t.turn({ stream: true });
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

/** Also without message_stop, whose loss is judged by MSG-STR-07b. */
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

      const started = await Promise.all(lives.map((live) => live.received(hasText)));
      const waiting = started.filter((event) => event === undefined).length;
      // The last one first: none may need an earlier one to end.
      const last = lives.at(-1);
      await last?.release('all');
      const ended = await last?.received((client) => (client.ended === 'open' ? undefined : client.ended));
      await Promise.all(lives.map((live) => live.release('all')));
      await Promise.all(lives.map((live) => live.finish()));
      t.expect('MSG-STR-23', waiting === 0 && ended !== undefined, {
        expected: `text on all ${STREAMS} streams, and the end of the last one, while the others are held`,
        actual:
          waiting > 0 ? `${waiting} streams have not begun` : 'the last one does not end before the others',
        where: { exchange: last?.sent.exchange.id ?? '', part: 'event' },
      });
    },
  }),

  // An answer in the wrong session is acted upon: another project's files are edited.
  check({
    id: 'messages/parallel-streams/stay-apart',
    title: 'Each of many streams carries the events of its own request',
    requirements: ['MSG-STR-23'],
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
        t.expect('MSG-STR-23', others.length === 0, {
          expected: `the answer to ${request.mark} alone`,
          actual: `the answer to ${others.join(', ')}`,
          where: { exchange: client.id, part: 'event' },
        });
      }
    },
  }),
];
