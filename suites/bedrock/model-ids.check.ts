import {
  bodyChanges,
  type CheckContext,
  check,
  type Exchange,
  expectKept,
  isServed,
  outcome,
  type Trip,
  type TurnSpec,
} from '../../src/suite.ts';

/** The account of AWS's own examples. */
const PROFILES = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile';
const VERSIONED = 'us.anthropic.claude-sonnet-4-5-20250929-v1:0';
const LIST_ALONE = 'the gateway serves the models of a list alone';
const VERBS = ['invoke', 'invoke-with-response-stream'];

/** `%3A` and `:`, `%2f` and `%2F` are two spellings of one thing; nothing else is undone. */
function canonical(segment: string): string {
  return segment.replaceAll(/%3a/gi, ':').replaceAll('%2f', '%2F');
}

/** What stands between `/model/` and the verb, be it one segment or, where it was decoded, more. */
function modelIn({ request }: Exchange): string | undefined {
  const [path = ''] = request.target.split('?');
  return /\/model\/(.*)\/[^/]+$/.exec(path)?.[1];
}

/** A request for a model that nobody has heard of: an id that needs no escape. */
async function takesAnyModel(t: CheckContext): Promise<boolean> {
  const { client, arrivals } = await t.send(t.turn({ path: `/model/${t.invent('model')}/invoke` }));
  return arrivals.length > 0 || isServed(client);
}

/** What arrived of a request, also on a path where no operation was found. */
async function arrivalOf(t: CheckContext, trip: Trip): Promise<Exchange> {
  const [first] = [...trip.arrivals, ...trip.sideCalls];
  if (first) return first;
  if (!(await takesAnyModel(t))) t.skip(LIST_ALONE);
  return t.arrived(trip);
}

export default [
  // An inference profile is chosen by its ARN, which holds colons and a slash. A path that was decoded on
  // the way has another number of segments, and the signature no longer fits.
  check({
    id: 'bedrock/model-ids/one-segment',
    title: 'Model ids with colons and ARNs with an escaped slash arrive as one segment',
    requirements: ['BDR-EP-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const profile = t.invent('word');
      const ids = [
        VERSIONED,
        VERSIONED.replaceAll(':', '%3A'),
        `${PROFILES}%2F${profile}`,
        `${PROFILES.replaceAll(':', '%3A')}%2F${profile}`,
      ];
      for (const id of ids) {
        for (const verb of VERBS) {
          const trip = await t.send(t.turn({ path: `/model/${id}/${verb}` }));
          const arrival = await arrivalOf(t, trip);
          const arrived = modelIn(arrival);
          const mapped = t.target.models[decodeURIComponent(id)]?.replaceAll('/', '%2F') ?? id;
          t.expect('BDR-EP-03', arrived !== undefined && canonical(arrived) === canonical(mapped), {
            expected: `/model/${canonical(mapped)}/${verb}, with : or %3A`,
            actual: arrival.request.target,
            where: { exchange: arrival.id, part: 'request-line' },
          });
        }
      }
    },
  }),

  // The id of a profile does not say which model is behind it. Whoever guesses by it takes away what the
  // model could do.
  check({
    id: 'bedrock/model-ids/opaque-id-same-body',
    title: 'The body arrives the same whether or not the id in the path names a family',
    requirements: ['MSG-BODY-01'],
    vantage: 'upstream',
    formats: ['bedrock'],
    disturbs: 'none',
    async run(t) {
      const spec: TurnSpec = {
        stream: true,
        betas: ['interleaved-thinking-2025-05-14'],
        body: {
          max_tokens: 4096,
          thinking: { type: 'enabled', budget_tokens: 1024 },
          system: [{ type: 'text', text: 'You test.', cache_control: { type: 'ephemeral' } }],
        },
      };
      const path = `/model/${PROFILES}%2F${t.invent('word')}/invoke-with-response-stream`;
      const trip = await t.send(t.turn({ ...spec, path }));
      if (trip.arrivals.length === 0) {
        if (!(await takesAnyModel(t))) t.skip(LIST_ALONE);
        t.blocked('BDR-EP-03', `a profile by its ARN does not arrive: ${outcome(trip.client)}`);
      }
      const control = await t.send(t.turn(spec));
      if (bodyChanges(control, t.arrived(control)).meaning.length > 0) {
        t.blocked('MSG-BODY-01', 'the body is altered under any id');
      }
      expectKept(t, 'MSG-BODY-01', trip, ['']);
    },
  }),
];
