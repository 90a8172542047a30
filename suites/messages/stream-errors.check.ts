import {
  type CheckContext,
  check,
  errorOf,
  errorWhere,
  header,
  isRefused,
  messageStart,
  outcome,
  streamEvents,
  textBlock,
  valueAt,
} from '../../src/suite.ts';

const OPENING = [messageStart(), ...textBlock(0, 'Half of ').slice(0, -1)];

/** Plays an error event behind `opening`; gives what the client saw and what it should have seen. */
async function failMidstream(t: CheckContext, opening: typeof OPENING) {
  const message = `Overloaded: "${t.invent('word')}"`;
  const error = { details: null, type: 'overloaded_error', message };
  const steps = [...opening, { event: { type: 'error', error } }];
  const trip = await t.send(t.turn({ stream: true }), { steps });
  t.reached(trip);
  return { client: trip.client, events: streamEvents(trip.client), message };
}

/** Whether a stream claims to be a complete reply. */
function isFinished(events: ReturnType<typeof streamEvents>): boolean {
  return events.some(({ type }) => type === 'message_stop' || type === 'message_delta');
}

export default [
  // Claude stops in the middle of a sentence and the turn counts as done.
  check({
    id: 'messages/stream-errors/no-clean-end',
    title: 'An error in the middle of a stream is not turned into a normal end',
    requirements: ['MSG-STR-12'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const { client, events } = await failMidstream(t, OPENING);

      const end = events.findIndex(({ type }) => type === 'message_delta' || type === 'message_stop');
      t.expect('MSG-STR-12', end < 0, {
        expected: 'no message_delta and no message_stop behind an error',
        actual: JSON.stringify(events[end]),
        where: { exchange: client.id, part: 'event', event: Math.max(end, 0) },
      });
    },
  }),

  // Type and message decide whether the client waits, retries or tells the user what to do.
  check({
    id: 'messages/stream-errors/error-event-arrives',
    title: 'An error event arrives with its type and message',
    requirements: ['MSG-STR-12'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const opening of [OPENING, []]) {
        const { client, events, message } = await failMidstream(t, opening);

        if (isFinished(events))
          t.blocked('messages/stream-errors/no-clean-end', 'the stream was given a normal end');
        // Who looks at the first event before it answers can still refuse the request as a whole.
        if (opening.length === 0 && client.response.status >= 400) {
          t.expect('MSG-STR-12', errorOf(client)?.message === message, {
            expected: `a refusal that says ${JSON.stringify(message)}`,
            actual: outcome(client),
            where: errorWhere(client),
          });
          continue;
        }
        const event = events.find(({ type }) => type === 'error');
        const got = [valueAt(event, 'error.type'), valueAt(event, 'error.message')];
        t.expect('MSG-STR-12', got[0] === 'overloaded_error' && got[1] === message, {
          expected: `event: error with overloaded_error and ${JSON.stringify(message)}`,
          actual: event ? JSON.stringify(event) : `no error event; ${outcome(client)}`,
          where: { exchange: client.id, part: 'event', path: 'error' },
        });
      }
    },
  }),

  // Inside a 200 neither compaction nor retries start: the turn ends as an incomplete response.
  check({
    id: 'messages/stream-errors/refusal-keeps-an-error-status',
    title: 'A streamed request that the upstream refuses gets an error status and JSON',
    requirements: ['MSG-STR-14'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const [status, type] of [
        [400, 'invalid_request_error'],
        [404, 'not_found_error'],
        [429, 'rate_limit_error'],
        [500, 'api_error'],
        [529, 'overloaded_error'],
      ] as const) {
        const trip = await t.send(t.turn({ stream: true }), {
          status,
          error: { type, message: 'Refused.' },
        });

        const { client } = trip;
        const kind = header(client.response.headers, 'content-type') ?? 'no content-type';
        t.expect('MSG-STR-14', isRefused(trip), {
          expected: `an error status and a JSON error for an upstream ${status}`,
          actual: `${kind}; ${outcome(client)}`,
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),
];
