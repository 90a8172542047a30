import {
  check,
  type Exchange,
  messageEnd,
  messageStart,
  type Step,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

const TEXT = textBlock(0, 'Let me think. ', 'Done.');
const OPENING = [messageStart(), ...TEXT.slice(0, 2)];
const REST = [...TEXT.slice(2), ...messageEnd()];
const PINGS = 2;

function pingsIn(client: Exchange): number {
  return streamEvents(client).filter(({ type }) => type === 'ping').length;
}

export default [
  // In this format the client counts events, not bytes: a comment in place of a ping leaves its clock running.
  check({
    id: 'vertex/keep-alive/pings-are-events',
    title: 'Each ping in a silent gap of the upstream reaches the client as a ping event, within the gap',
    requirements: ['VTX-STR-02'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const gap = Array.from({ length: PINGS }, (): Step[] => [{ gate: true }, { event: { type: 'ping' } }]);
      const steps = [...OPENING, ...gap.flat(), { gate: true } as const, ...REST];
      const live = await t.open(t.turn({ stream: true }), { steps });
      const opened = await live.received((client) =>
        streamEvents(client).find(({ type }) => type === 'content_block_delta'),
      );

      // A gateway may have sent one of its own, such as one behind the start of the message.
      const own = pingsIn(live.sent.exchange);
      let seen = 0;
      for (let sent = 1; opened && seen >= sent - 1 && sent <= PINGS; sent += 1) {
        await live.release('next');
        await live.received((client) => (pingsIn(client) - own >= sent ? true : undefined));
        seen = pingsIn(live.sent.exchange) - own;
      }
      await live.release('all');
      const trip = await live.finish();

      t.arrived(trip);
      if (!opened) t.blocked('MSG-STR-02', 'events lag behind, so that the gap cannot be seen');
      t.expect('VTX-STR-02', seen >= PINGS, {
        expected: `${PINGS} ping events before the upstream goes on`,
        actual: `${seen} of them`,
        where: { exchange: trip.client.id, part: 'event', event: OPENING.length + seen },
      });
    },
  }),
];
