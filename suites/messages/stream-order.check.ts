import {
  answerStream,
  type CheckContext,
  check,
  eventMisfits,
  streamEvents,
  type Trip,
} from '../../src/suite.ts';
import { ORDERED } from './answers.ts';

/** Expects the grammar to find nothing wrong with the received stream under these of its rules. */
function expectGrammar(t: CheckContext, trip: Trip, expected: string, ...rules: readonly string[]): void {
  const { defects, events } = answerStream(trip.client);
  const [defect] = defects.filter(({ rule }) => rules.includes(rule));
  const event = events.findIndex(({ frame }) => frame.end > (defect?.offset ?? 0));
  t.expect('MSG-STR-05', defect === undefined, {
    expected,
    actual: defect?.text ?? 'just that',
    where: { exchange: trip.client.id, part: 'event', event: Math.max(event, 0) },
  });
}

export default [
  // A made-up opening in addition to the real one gives the message two ids and resets its usage.
  check({
    id: 'messages/stream-order/one-message-start',
    title: 'A stream begins with message_start and has only one',
    requirements: ['MSG-STR-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), ORDERED);

      const types = streamEvents(trip.client)
        .map(({ type }) => type)
        .filter((type) => type !== 'ping');
      const starts = types.filter((type) => type === 'message_start').length;
      t.expect('MSG-STR-05', types[0] === 'message_start' && starts === 1, {
        expected: 'one message_start, before all else',
        actual: `${starts} message_start, the first event is ${types[0]}`,
        where: { exchange: trip.client.id, part: 'event', event: types.lastIndexOf('message_start') },
      });
    },
  }),

  // Without the list of its message_start the client has nowhere to put the first block: the turn is lost.
  check({
    id: 'messages/stream-order/whole-events',
    title: 'Each event holds the parts that its format asks for',
    requirements: ['MSG-STR-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { client } = await t.send(t.turn({ stream: true }), ORDERED);

      const misfits = streamEvents(client).flatMap((event, number) =>
        eventMisfits(event).map(({ path, text }) => ({ number, path, text: `${event['type']}: ${text}` })),
      );
      const [misfit] = misfits;
      t.expect('MSG-STR-05', misfit === undefined, {
        expected: 'every part that the upstream sent',
        actual: misfit?.text ?? 'just that',
        where: {
          exchange: client.id,
          part: 'event',
          event: misfit?.number ?? 0,
          ...(misfit && { path: misfit.path.join('.') }),
        },
      });
    },
  }),

  // With one index for two tool calls the arguments of one land in the other: the wrong file is edited.
  check({
    id: 'messages/stream-order/rising-indexes',
    title: 'Blocks come one after the other with rising indexes',
    requirements: ['MSG-STR-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), ORDERED);

      const starts = streamEvents(trip.client).filter(({ type }) => type === 'content_block_start');
      t.expect('MSG-STR-05', new Set(starts.map(({ index }) => index)).size === starts.length, {
        expected: 'one start of each block',
        actual: `starts of the blocks ${starts.map(({ index }) => index).join(', ')}`,
        where: { exchange: trip.client.id, part: 'event' },
      });
      expectGrammar(
        t,
        trip,
        'events of one block at a time, indexes rising from 0',
        'stream/index',
        'stream/order',
        'stream/after-stop',
      );
    },
  }),

  // The client keeps a block only once it has stopped: text vanishes, a tool is not run, exit code 0.
  check({
    id: 'messages/stream-order/blocks-closed',
    title: 'Each block is closed before the next one starts',
    requirements: ['MSG-STR-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), ORDERED);

      expectGrammar(t, trip, 'a content_block_stop for each block, once', 'stream/block-stop');
    },
  }),

  // A thinking delta in a text block has nowhere to go: the thought and its signature are lost.
  check({
    id: 'messages/stream-order/deltas-fit-their-block',
    title: 'Each delta is of a kind that its block can hold',
    requirements: ['MSG-STR-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }), ORDERED);

      expectGrammar(t, trip, 'text in text, thinking in thinking, input in tool calls', 'stream/delta-type');
    },
  }),

  // "Content block not found": the client stops reading at such an event.
  check({
    id: 'messages/stream-order/blocks-opened',
    title: 'Deltas and stops name a block that is open',
    requirements: ['MSG-STR-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { client } = await t.send(t.turn({ stream: true }), ORDERED);

      const open = new Set<unknown>();
      const stray = streamEvents(client).findIndex(({ type, index }) => {
        if (type === 'content_block_start') open.add(index);
        if (type === 'content_block_stop') return !open.delete(index);
        return type === 'content_block_delta' && !open.has(index);
      });
      t.expect('MSG-STR-06', stray < 0, {
        expected: 'a block that has started and not stopped',
        actual: `${streamEvents(client)[stray]?.['type']} for block ${streamEvents(client)[stray]?.['index']}`,
        where: { exchange: client.id, part: 'event', event: Math.max(stray, 0) },
      });
    },
  }),
];
