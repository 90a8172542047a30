import {
  type Answer,
  type CheckContext,
  check,
  modelOf,
  modelWhere,
  type Target,
  type Trip,
} from '../../src/suite.ts';

/** What could tempt a gateway to try its luck with another model. */
const FAILURES: readonly (readonly [what: string, answer: Answer])[] = [
  ['is overloaded', { status: 529, error: { type: 'overloaded_error', message: 'Overloaded' } }],
  ['limits the rate', { status: 429, error: { type: 'rate_limit_error', message: 'Slow down.' } }],
  ['does not know it', { status: 404, error: { type: 'not_found_error', message: 'model: not there' } }],
  [
    'refuses the request',
    { status: 400, error: { type: 'invalid_request_error', message: 'Not like this.' } },
  ],
];

/** Declared names with the upstream ids that they stand for; the check ends where there are none. */
function declared(t: CheckContext): readonly (readonly [name: string, upstream: string])[] {
  const names = Object.entries(t.target.models);
  return names.length > 0 ? names : t.skip('needs models in the target file');
}

/** Counts are asked for under names of their own. */
function ids({ models, upstreamModel }: Target): readonly string[] {
  return [...Object.values(models), ...(upstreamModel === undefined ? [] : [upstreamModel])];
}

/** Expects every attempt upstream to be for this model. */
function expectModel(t: CheckContext, { arrivals }: Trip, wanted: string, when: string): void {
  for (const arrival of arrivals) {
    const arrived = modelOf(arrival);
    t.expect('GWC-09', arrived === wanted, {
      expected: `${wanted}, as declared, ${when}`,
      actual: arrived ?? 'no model',
      where: modelWhere(arrival),
    });
  }
}

export default [
  // An outage that nobody notices is a downgrade that nobody notices.
  check({
    id: 'common/substitution/no-other-model',
    title:
      'Every attempt for a declared model is for the model that it is declared to be, also when it fails',
    requirements: ['GWC-09'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      for (const [name, upstream] of declared(t)) {
        for (const stream of [false, true]) {
          const spec = { stream, body: { model: name } };
          const trip = await t.send(t.turn(spec), t.reply());
          t.arrived(trip);
          expectModel(t, trip, upstream, 'when all is well');
        }
        for (const [what, answer] of FAILURES) {
          const trip = await t.send(t.turn({ body: { model: name } }), answer);
          expectModel(t, trip, upstream, `when the provider ${what}`);
        }
      }
    },
  }),

  // A typing error, or a model that is not set up yet, is answered by the default model, under the name asked for.
  check({
    id: 'common/substitution/no-default-model',
    title: 'A name that is not declared does not become a declared model',
    requirements: ['GWC-09'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      declared(t);
      for (const stream of [false, true]) {
        const { client, arrivals } = await t.send(t.turn({ stream, body: { model: t.invent('model') } }));
        const arrived = arrivals.map((arrival) => modelOf(arrival) ?? '');
        t.expect('GWC-09', !arrived.some((id) => ids(t.target).includes(id)), {
          expected: 'a refusal, or the name that was asked for',
          actual: arrived.join(', '),
          where: { exchange: arrivals[0]?.id ?? client.id, part: 'request-line' },
        });
      }
    },
  }),
];
