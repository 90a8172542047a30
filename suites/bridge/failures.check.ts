import {
  type CheckContext,
  check,
  type JsonObject,
  messageStart,
  providerOf,
  type Step,
  streamEvents,
  textBlock,
  valueAt,
} from '../../src/suite.ts';

const OPENING = [messageStart(), ...textBlock(0, 'Half of ').slice(0, -1)];

/** Failures as Messages words them; on Bedrock each is the exception frame of the same meaning. */
const FAILURES: readonly (readonly [type: string, fitting: readonly string[]])[] = [
  ['rate_limit_error', ['rate_limit_error', 'overloaded_error']],
  ['overloaded_error', ['overloaded_error', 'rate_limit_error']],
  ['api_error', ['api_error']],
  ['timeout_error', ['timeout_error', 'api_error', 'overloaded_error']],
  ['invalid_request_error', ['invalid_request_error']],
];
/** A failure that Bedrock does not declare has a frame of another kind. */
const UNDECLARED = { code: 'InternalFailure', type: 'api_error' };

/** Plays a stream that fails behind its first delta; what the client saw of it. */
async function failing(t: CheckContext, failure: Step) {
  const trip = await t.send(t.turn({ stream: true }), { steps: [...OPENING, failure] });
  t.reached(trip);
  const events = streamEvents(trip.client);
  const end = events.findIndex(
    (event) => event['type'] === 'message_stop' || typeof valueAt(event, 'delta.stop_reason') === 'string',
  );
  return { client: trip.client, end, error: events.find(({ type }) => type === 'error') };
}

function failure(error: JsonObject, message: string): Step {
  return { event: { type: 'error', error: { ...error, message } } };
}

export default [
  // Claude stops in the middle of a sentence, and the turn counts as finished.
  check({
    id: 'bridge/failures/not-finished',
    title: 'A stream that the provider breaks off does not look finished',
    requirements: ['BRG-05'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const errors: JsonObject[] = FAILURES.map(([type]) => ({ type }));
      if (providerOf(t) === 'bedrock') errors.push(UNDECLARED);
      const steps: Step[] = [...errors.map((error) => failure(error, 'It failed.')), { end: 'cut' }];
      for (const step of steps) {
        const { client, end, error } = await failing(t, step);

        // A body that ends in good order before the events of the end is taken for a cut: MSG-STR-13b has that.
        const isTold = 'end' in step || error !== undefined || client.ended !== 'complete';
        t.expect('BRG-05', isTold && end < 0, {
          expected: 'an error event, or a connection that is broken off',
          actual: end < 0 ? 'the body ended in good order' : 'the events of a finished message',
          where: { exchange: client.id, part: 'event', event: Math.max(end, 0) },
        });
      }
    },
  }),

  // What failed decides what a developer does next: wait, retry, or mend the request.
  check({
    id: 'bridge/failures/named',
    title: 'The error event has the type that fits, and the words of the provider',
    requirements: ['BRG-05b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const [type, fitting] of FAILURES) {
        const message = `It failed: ${t.invent('word')}`;
        const { client, error } = await failing(t, failure({ type }, message));
        if (!error) t.blocked('bridge/failures/not-finished', 'there is no error event');

        const [got, words] = [valueAt(error, 'error.type'), valueAt(error, 'error.message')];
        t.expect('BRG-05b', fitting.includes(String(got)), {
          expected: fitting.join(' or '),
          actual: String(got),
          where: { exchange: client.id, part: 'event', path: 'error.type' },
        });
        t.expect('BRG-05b', String(words).includes(message), {
          expected: `a message with ${JSON.stringify(message)}`,
          actual: JSON.stringify(words) ?? 'no message',
          where: { exchange: client.id, part: 'event', path: 'error.message' },
        });
      }
    },
  }),
];
