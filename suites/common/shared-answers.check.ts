import {
  answerJson,
  assistant,
  type CheckContext,
  check,
  joinedDeltas,
  MARK,
  type ProbeRequest,
  type Trip,
  type TurnSpec,
  text,
  user,
  valueAt,
} from '../../src/suite.ts';

const FIRST = 'The first answer.';
const SECOND = 'The second answer.';
const QUESTION = user(text(`Please answer briefly. (${MARK})`));

/** The same last prompt within requests that differ in one thing each. */
const OTHERS: readonly (readonly [what: string, spec: TurnSpec])[] = [
  ['another system prompt', { body: { system: [{ type: 'text', text: 'You translate.' }] } }],
  ['tools', { body: { tools: [{ name: 'Read', input_schema: { type: 'object' } }] } }],
  ['turns before it', { body: { messages: [user(text('Hi.')), assistant(text('Hello.')), QUESTION] } }],
  ['another limit', { body: { max_tokens: 17 } }],
  ['another temperature', { body: { temperature: 0.5 } }],
  ['a stream', { stream: true }],
];

/** The request of `spec` under the mark of another one, so that both ask the same in their last words. */
function asking(t: CheckContext, spec: TurnSpec, { mark }: ProbeRequest): ProbeRequest {
  const { mark: own, ...request } = t.turn(spec);
  const body = Buffer.from(request.body ?? [])
    .toString()
    .replaceAll(own, mark);
  return { ...request, mark, body: Buffer.from(body) };
}

const PLAIN: TurnSpec = { body: { messages: [QUESTION] } };

/** What the answer says, streamed or not. */
function said({ client }: Trip): string {
  const whole = valueAt(answerJson(client), 'content.0.text');
  return String(whole ?? Object.values(joinedDeltas(client, 'text'))[0] ?? '');
}

/** The credential of another developer; the check ends where none is declared. */
function otherCaller({ target, skip }: CheckContext) {
  return target.secondCredential ?? skip('needs secondCredential in the target file');
}

export default [
  // Semantic caches look at the last question alone: in an agent that is "continue", again and again.
  check({
    id: 'common/shared-answers/other-request',
    title: 'A request with the same last prompt, but different in something else, is asked upstream',
    requirements: ['GWC-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const request = t.turn(PLAIN);
      t.arrived(await t.send(request, t.reply(FIRST)));
      for (const [what, spec] of OTHERS) {
        const other = { ...spec, body: { ...PLAIN.body, ...spec.body } };
        const trip = await t.send(asking(t, other, request), t.reply(SECOND));
        t.expect('GWC-02', said(trip) !== FIRST, {
          expected: `an answer of its own for a request with ${what}`,
          actual: 'the answer to the request without',
          where: { exchange: trip.client.id, part: 'response-body' },
        });
      }
    },
  }),

  // A cache key without the caller in it: one developer reads the session of another.
  check({
    id: 'common/shared-answers/other-caller',
    title: 'The same request of another caller is asked upstream',
    requirements: ['GWC-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const credential = otherCaller(t);
      for (const stream of [false, true]) {
        const request = t.turn({ ...PLAIN, stream });
        t.arrived(await t.send(request, t.reply(FIRST)));
        const trip = await t.send(asking(t, { ...PLAIN, stream, credential }, request), t.reply(SECOND));
        t.expect('GWC-03', said(trip) !== FIRST, {
          expected: 'an answer of its own for the other caller',
          actual: 'the answer to the first caller',
          where: { exchange: trip.client.id, part: 'response-body' },
        });
      }
    },
  }),

  // Equal requests that are merged while they are under way are a cache, too.
  check({
    id: 'common/shared-answers/other-caller-meanwhile',
    title: 'The same request of another caller, while the first is under way, is asked upstream',
    requirements: ['GWC-03'],
    vantage: 'upstream',
    disturbs: 'stream',
    async run(t) {
      const credential = otherCaller(t);
      for (const stream of [false, true]) {
        const request = t.turn({ ...PLAIN, stream });
        const held = { steps: [{ gate: true } as const, { raw: JSON.stringify({ type: 'message' }) }] };
        const first = await t.open(request, held);
        await first.arrived();
        const second = await t.open(asking(t, { ...PLAIN, stream, credential }, request), held);
        // What comes behind the second has seen the gateway take it.
        await t.send(t.turn());
        await first.release('all');
        const [trip] = await Promise.all([second.finish(), first.finish()]);
        t.expect('GWC-03', trip.arrivals.length > 1, {
          expected: 'a request at the upstream for each of the two callers',
          actual: 'one request for both',
          where: { exchange: trip.client.id, part: 'response-body' },
        });
      }
    },
  }),
];
