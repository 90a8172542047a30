import {
  answerBytes,
  type CheckContext,
  check,
  type Exchange,
  errorOf,
  errorWhere,
  isBinary,
  type JsonObject,
  meansTheSame,
  messageStart,
  outcome,
  parseJson,
  readBedrockStream,
  type Step,
  streamEvents,
  textBlock,
} from '../../src/suite.ts';

const OPENING = [messageStart(), ...textBlock(0, 'Half of ').slice(0, -1)];
/** What InvokeModelWithResponseStream declares, with the members that one of them has beside its message. */
const DECLARED: readonly JsonObject[] = [
  { type: 'modelStreamErrorException', originalStatusCode: 500, originalMessage: 'The model broke off.' },
  { type: 'throttlingException' },
  { type: 'internalServerException' },
  { type: 'modelTimeoutException' },
  { type: 'serviceUnavailableException' },
  { type: 'validationException' },
];
/** A failure that is not declared has a frame of its own, without a payload. */
const UNDECLARED: JsonObject = { type: 'error', code: 'InternalFailure' };
const MIDSTREAM_OR_FIRST: readonly (readonly Step[])[] = [OPENING, []];

/** Plays a failure behind `opening`; gives what came of it, and its words. */
async function fail(t: CheckContext, failure: JsonObject, opening: readonly Step[]) {
  const message = `Not now: "${t.invent('word')}"`;
  const steps = [...opening, { event: { type: 'error', error: { ...failure, message } } }];
  const trip = await t.send(t.turn({ stream: true }), { steps });
  t.reached(trip);
  return { client: trip.client, message };
}

/** The failures that a stream carries in frames of their own. */
function failuresOf(exchange: Exchange) {
  return readBedrockStream(answerBytes(exchange)).failures;
}

/** The frame that a failure has: its kind, and the name in it. */
function frameOf({ type, code }: JsonObject) {
  return code === undefined ? { kind: 'exception', type } : { kind: 'error', type: code };
}

/** Whether a stream is no sequence of whole frames, so that a failure in it cannot be read. */
function isBroken(client: Exchange): boolean {
  const bytes = answerBytes(client);
  if (bytes.length === 0) return false;
  return !isBinary(bytes) || readBedrockStream(bytes).defects.some(({ rule }) => rule.startsWith('frame/'));
}

function endOf(client: Exchange): JsonObject | undefined {
  return streamEvents(client).find(({ type }) => type === 'message_delta' || type === 'message_stop');
}

function expectRefusal(t: CheckContext, client: Exchange, message: string): void {
  t.expect('BDR-STR-04', errorOf(client)?.message === message, {
    expected: `a refusal that says ${JSON.stringify(message)}`,
    actual: outcome(client),
    where: errorWhere(client),
  });
}

/** What the exception frame of a stream says beside its message. */
function payloadOf(exchange: Exchange): JsonObject | undefined {
  const stream = readBedrockStream(answerBytes(exchange));
  const at = stream.failures[0]?.frame.offset;
  const { value } = parseJson(stream.frames.find(({ offset }) => offset === at)?.payload ?? new Uint8Array());
  return typeof value === 'object' && value !== null ? { ...value, message: null } : undefined;
}

export default [
  // Half a sentence counts as the whole answer, and the turn as done.
  check({
    id: 'bedrock/exceptions/no-clean-end',
    title: 'An exception in the middle of a stream is not turned into a normal end',
    requirements: ['BDR-STR-04'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      for (const failure of [{ type: 'throttlingException' }, UNDECLARED]) {
        const { client } = await fail(t, failure, OPENING);
        const end = endOf(client);
        t.expect('BDR-STR-04', end === undefined, {
          expected: 'no message_delta and no message_stop behind a failure',
          actual: JSON.stringify(end),
          where: { exchange: client.id, part: 'event' },
        });
      }
    },
  }),

  // The type decides between a retry, a wait and a message on the screen.
  check({
    id: 'bedrock/exceptions/type-and-message',
    title: 'Exception and error frames arrive with their type and message',
    requirements: ['BDR-STR-04'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const probes = [
        ...DECLARED.map((failure) => [failure, OPENING] as const),
        ...MIDSTREAM_OR_FIRST.map((opening) => [UNDECLARED, opening] as const),
        [{ type: 'throttlingException' }, []] as const,
      ];
      for (const [failure, opening] of probes) {
        const { client, message } = await fail(t, failure, opening);
        if (endOf(client)) t.blocked('bedrock/exceptions/no-clean-end', 'the stream was given a normal end');
        // Who looks at the first frame before it answers can still refuse the request as a whole.
        if (opening.length === 0 && client.response.status >= 400) {
          expectRefusal(t, client, message);
          continue;
        }
        if (isBroken(client)) t.blocked('BDR-STR-02', 'the stream has no whole frames');
        const sent = frameOf(failure);
        const [got] = failuresOf(client);
        t.expect(
          'BDR-STR-04',
          got?.kind === sent.kind && got.type === sent.type && got?.message === message,
          {
            expected: `a frame of the ${sent.kind} ${sent.type} that says ${JSON.stringify(message)}`,
            actual: got ? `${got.kind} ${got.type}: ${got.message}` : `no such frame; ${outcome(client)}`,
            where: { exchange: client.id, part: 'event' },
          },
        );
      }
    },
  }),

  // What the model service itself said stands in further members.
  check({
    id: 'bedrock/exceptions/further-members',
    title: 'An exception frame arrives with all members of its payload',
    requirements: ['BDR-STR-02b'],
    vantage: 'upstream',
    rehearsable: true,
    disturbs: 'upstream',
    async run(t) {
      const [failure = {}] = DECLARED;
      const { client } = await fail(t, failure, OPENING);
      const { type: _, ...members } = failure;
      const [sent, got] = [{ ...members, message: null }, payloadOf(client)];
      if (got === undefined) t.blocked('BDR-STR-04', 'the exception does not arrive as such');
      t.expect('BDR-STR-02b', meansTheSame(sent, got), {
        expected: JSON.stringify(sent),
        actual: JSON.stringify(got),
        where: { exchange: client.id, part: 'event' },
      });
    },
  }),
];
