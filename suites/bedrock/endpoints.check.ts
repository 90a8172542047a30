import {
  answerJson,
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  isServed,
  MARK,
  messageMisfits,
  outcome,
  streamEvents,
  type TurnSpec,
} from '../../src/suite.ts';

/** Claude Code and the SDKs ask for JSON, other clients for anything: the path alone chooses the answer. */
const ACCEPTED = ['application/json', '*/*'];
/** The client looks profiles up before the first prompt, and waits for the answer. */
const QUICK = 2_000;
/** As the look-up of a single profile has it: escaped whole, unlike in the path of an invocation. */
const PROFILE = encodeURIComponent('us.anthropic.claude-sonnet-4-5-20250929-v1:0');

function verbOf({ request }: Exchange): string {
  const [path = ''] = request.target.split('?');
  return path.slice(path.lastIndexOf('/') + 1);
}

/** A body of the size of a short session: more than a gateway may keep in its buffer while it looks for the path. */
const LONG = `${'Read this line again. '.repeat(1_000)}(${MARK})`;

function forms(): readonly (readonly [what: string, spec: TurnSpec])[] {
  return [
    ...ACCEPTED.map((accept) => [`accept: ${accept}`, { headers: [['accept', accept]] }] as const),
    ['a body of 22 KB', { body: { messages: [{ role: 'user', content: LONG }] } }],
  ];
}

/** Sends a request in each form and expects it served, on the same path of the upstream. */
async function expectVerb(
  t: CheckContext,
  row: 'BDR-EP-01' | 'BDR-EP-02',
  stream: boolean,
  missing: (client: Exchange) => string | undefined,
): Promise<void> {
  const verb = stream ? 'invoke-with-response-stream' : 'invoke';
  let path: string | undefined;
  for (const [what, spec] of forms()) {
    const trip = await t.send(t.turn({ stream, ...spec }));
    const arrival = t.arrived(trip);
    expectServed(t, row, trip, `${verb} with ${what}`);
    path ??= arrival.request.target;
    t.expect(row, arrival.request.target === path, {
      expected: `with ${what} the path of every other request, ${path}`,
      actual: arrival.request.target,
      where: { exchange: arrival.id, part: 'request-line' },
    });
    t.expect(row, verbOf(arrival) === verb, {
      expected: `POST .../${verb}`,
      actual: `${arrival.request.method} ${arrival.request.target}`,
      where: { exchange: arrival.id, part: 'request-line' },
    });
    const problem = isServed(trip.client) ? missing(trip.client) : undefined;
    t.expect(row, problem === undefined, {
      expected: stream ? 'a stream of events' : 'a message as one JSON object',
      actual: problem ?? 'there',
      where: { exchange: trip.client.id, part: 'response-body' },
    });
  }
}

export default [
  // The models offered at startup, side checks and the fallback of a broken stream are asked for here.
  check({
    id: 'bedrock/endpoints/invoke',
    title: 'POST /model/{id}/invoke is served with a message and arrives as such',
    requirements: ['BDR-EP-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectVerb(t, 'BDR-EP-01', false, (client) => messageMisfits(answerJson(client))[0]?.text);
    },
  }),

  // Every prompt of a session is a POST to this path.
  check({
    id: 'bedrock/endpoints/stream',
    title: 'POST /model/{id}/invoke-with-response-stream is served with events and arrives as such',
    requirements: ['BDR-EP-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectVerb(t, 'BDR-EP-02', true, (client) =>
        streamEvents(client).length > 0 ? undefined : 'no event',
      );
    },
  }),

  // What the other API cannot express is lost on the way: betas, thinking, cache markers.
  check({
    id: 'bedrock/endpoints/not-converse',
    title: 'No invocation reaches the upstream as Converse',
    requirements: ['BDR-EP-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const tool = { name: 'Bash', description: 'Runs.', input_schema: { type: 'object' } };
      const profile = `arn:aws:bedrock:us-east-1:123456789012:application-inference-profile%2F${t.invent('word')}`;
      for (const spec of [
        {},
        { stream: true, body: { tools: [tool] } },
        { path: `/model/${profile}/invoke` },
        { path: `/model/${profile}/invoke-with-response-stream` },
      ]) {
        const { client, arrivals, sideCalls } = await t.send(t.turn(spec));
        const converse = [...arrivals, ...sideCalls].find((one) => verbOf(one).startsWith('converse'));
        t.expect('BDR-EP-06', converse === undefined, {
          expected: 'an invocation as it was sent, or none',
          actual: converse ? `${converse.request.method} ${converse.request.target}` : 'no Converse',
          where: { exchange: converse?.id ?? client.id, part: 'request-line' },
        });
      }
    },
  }),

  // It is asked at each start; the answer may be anything, as long as there is one.
  check({
    id: 'bedrock/endpoints/profiles-are-answered',
    title: 'GET /inference-profiles is answered or rejected quickly and calls no model',
    requirements: ['PROBE-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const target of ['/inference-profiles?type=SYSTEM_DEFINED', `/inference-profiles/${PROFILE}`]) {
        const { client, sideCalls } = await t.send(t.bare('GET', target, 'profiles'));

        t.expect('PROBE-02', client.response.status > 0 && client.endedMs < QUICK, {
          expected: `any answer within ${QUICK} ms`,
          actual: `${outcome(client)} after ${Math.round(client.endedMs)} ms`,
          where: { exchange: client.id, part: 'status' },
        });
        const model = sideCalls.find(({ operation }) => operation === 'messages');
        t.expect('PROBE-02', model === undefined, {
          expected: 'no invocation of a model',
          actual: model ? `${model.request.method} ${model.request.target}` : 'none',
          where: { exchange: model?.id ?? client.id, part: 'request-line' },
        });
      }
    },
  }),
];
