import {
  type CheckContext,
  check,
  messageEnd,
  messageStart,
  outcome,
  type Step,
  streamEvents,
  textBlock,
  toolBlock,
  valueAt,
} from '../../src/suite.ts';

const OPENING = [messageStart(), ...textBlock(0, 'As far ', 'as it goes.')];

/** Stop reasons that a gateway with a list of its own is likely to map or lose. */
const ENDINGS: readonly (readonly [reason: string, sequence: string | null])[] = [
  ['end_turn', null],
  ['max_tokens', null],
  ['stop_sequence', '</answer>'],
  ['pause_turn', null],
  ['model_context_window_exceeded', null],
];

/** Answers that break off inside a text, and inside the input of a tool call. */
const CUTS: readonly Step[][] = [
  [...OPENING.slice(0, -2), { end: 'cut' }],
  [
    ...OPENING,
    ...toolBlock(1, 'toolu_01CutShort', 'Bash', '', '{"command":"rm -r build').slice(0, -1),
    { end: 'reset' },
  ],
];

/** Plays each cut and gives what the client saw of it. */
async function cutStreams(t: CheckContext) {
  const seen = [];
  for (const steps of CUTS) {
    const trip = await t.send(t.turn({ stream: true }), { steps });
    t.reached(trip);
    seen.push({ client: trip.client, attempts: trip.arrivals.length, events: streamEvents(trip.client) });
  }
  return seen;
}

/**
 * Whether a second answer was appended to the first. From outside, where its request does not show, an opening that
 * is sent twice is none.
 */
function isSpliced(types: readonly unknown[], attempts: number): boolean {
  const behind = types.indexOf(attempts === 0 ? 'content_block_start' : 'message_start');
  return attempts !== 1 && behind >= 0 && types.lastIndexOf('message_start') > behind;
}

export default [
  // Without a stop reason the reply counts as broken off: it is repeated, or tools are never run.
  check({
    id: 'messages/stream-end/final-message-delta',
    title: 'The final message_delta arrives with its stop reason',
    requirements: ['MSG-STR-07'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      for (const [reason, sequence] of ENDINGS) {
        const steps = [...OPENING, ...messageEnd(reason, { output_tokens: 1 }, { stop_sequence: sequence })];
        const { client } = await t.send(t.turn({ stream: true }), { steps });

        const last = streamEvents(client).findLast(({ type }) => type === 'message_delta');
        const got = [valueAt(last, 'delta.stop_reason'), valueAt(last, 'delta.stop_sequence') ?? null];
        t.expect('MSG-STR-07', JSON.stringify(got) === JSON.stringify([reason, sequence]), {
          expected: `a message_delta with stop_reason ${reason}, stop_sequence ${sequence}`,
          actual: last ? JSON.stringify(last['delta']) : `no message_delta; ${outcome(client)}`,
          where: { exchange: client.id, part: 'event', path: 'delta.stop_reason' },
        });
      }
    },
  }),

  // Claude Code completes the turn without it; other clients wait for the event, or for the body to end.
  check({
    id: 'messages/stream-end/message-stop',
    title: 'message_stop arrives and the body ends behind it',
    requirements: ['MSG-STR-07b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const { client } = await t.send(t.turn({ stream: true }), { steps: [...OPENING, ...messageEnd()] });

      const last = streamEvents(client).at(-1)?.['type'];
      const stops = streamEvents(client).filter(({ type }) => type === 'message_stop').length;
      t.expect('MSG-STR-07b', stops === 1, {
        expected: 'one message_stop at the end of the stream',
        actual: `${stops} of them, the last event is ${last ?? 'none'}`,
        where: { exchange: client.id, part: 'event' },
      });
      t.expect('MSG-STR-07b', client.ended === 'complete', {
        expected: 'the body ends once the upstream has ended it',
        actual: `${client.ended} ${client.detail ?? ''}`.trim(),
        where: { exchange: client.id, part: 'connection' },
      });
    },
  }),

  // Tools run when the body has ended: a connection that stays open makes every tool call wait.
  check({
    id: 'messages/stream-end/ends-with-the-upstream',
    title: 'The body ends when the upstream has ended it',
    requirements: ['MSG-STR-07b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const call = toolBlock(1, 'toolu_01RunsAtTheEnd', 'Bash', '{"command":"ls"}');
      const steps = [...OPENING, ...call, ...messageEnd('tool_use')];
      const live = await t.open(t.turn({ stream: true }), { steps });
      const { ended } = await live.upstreamEnded();
      if (ended !== 'complete') t.blocked('MSG-STR-07', `the upstream could not end its answer: ${ended}`);

      const client = await live.received((seen) => (seen.ended === 'open' ? undefined : seen));
      t.expect('MSG-STR-07b', client !== undefined, {
        expected: 'the end of the body once the upstream has ended it',
        actual: 'the body is still open',
        where: { exchange: live.sent.exchange.id, part: 'connection' },
      });
      await live.finish();
    },
  }),

  // A made-up end is the one truncation that the client cannot see: half a command is run as a whole one.
  check({
    id: 'messages/stream-end/cut-is-not-finished',
    title: 'A stream that the upstream cut is not given an end or a second answer',
    requirements: ['MSG-STR-13'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const { client, attempts, events } of await cutStreams(t)) {
        const ending = events.findIndex(
          (event) =>
            event['type'] === 'message_stop' || typeof valueAt(event, 'delta.stop_reason') === 'string',
        );
        const types = events.map(({ type }) => type);
        t.expect('MSG-STR-13', ending < 0 && !isSpliced(types, attempts), {
          expected: 'no event that the upstream did not send before it was cut off',
          actual:
            ending < 0 ? 'a second answer behind the beginning of the first' : JSON.stringify(events[ending]),
          where: { exchange: client.id, part: 'event', event: Math.max(ending, 0) },
        });
      }
    },
  }),

  // Claude Code notices the missing end; proxies, caches and other clients take the rest for complete.
  check({
    id: 'messages/stream-end/cut-is-visible',
    title: 'A stream that the upstream cut ends as an error',
    requirements: ['MSG-STR-13b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const { client, events } of await cutStreams(t)) {
        const asError = events.some(({ type }) => type === 'error');
        // A reset can overtake what was written before it: then the gateway never saw an answer.
        const asStatus = client.response.status >= 500;
        const asAbort = client.ended !== 'complete' && client.ended !== 'timeout';
        t.expect('MSG-STR-13b', asAbort || asError || asStatus, {
          expected: 'an aborted connection or an error event',
          actual:
            client.ended === 'timeout'
              ? `the connection stayed open: ${client.detail}`
              : 'the body ended in good order',
          where: { exchange: client.id, part: 'connection' },
        });
      }
    },
  }),
];
