import {
  answerJson,
  type CheckContext,
  check,
  type Exchange,
  isServed,
  outcome,
  predictionOf,
  type Trip,
} from '../../src/suite.ts';

/** Of the form that Claude Code has built in: the name, `@`, a date. */
const DATED = 'claude-haiku-4-5@20251001';
const METHODS = ['rawPredict', 'streamRawPredict'];
/** A client that was given the other form of a base URL should hear so at once. */
const QUICK = 2_000;

function pathOf({ target: { project, location } }: CheckContext, model: string, method: string): string {
  return `/projects/${project}/locations/${location}/publishers/anthropic/models/${model}${method}`;
}

/** Sends to a path as it is spelled. */
function ask(t: CheckContext, path: string): Promise<Trip> {
  return t.send(t.turn({ path, stream: path.endsWith('streamRawPredict') }));
}

/** A model with a date that the target serves, as far as that can be told from one without. */
async function datedModel(t: CheckContext): Promise<string | undefined> {
  if (t.target.model.includes('@')) return t.target.model;
  const isTaken = async (model: string) => {
    const trip = await ask(t, pathOf(t, model, ':rawPredict'));
    return isServed(trip.client) || arrivalOf(trip) !== undefined;
  };
  if (await isTaken(DATED)) return DATED;
  // Refused for its `@`, or since only the models of a list are served?
  return (await isTaken(t.invent('model'))) ? DATED : undefined;
}

/** What arrived of a request, also on a path that no longer says what was asked for. */
function arrivalOf({ arrivals, sideCalls }: Trip): Exchange | undefined {
  return arrivals[0] ?? sideCalls[0];
}

/** Expects a path to be served as one for this model. */
function expectModel(t: CheckContext, row: 'VTX-EP-04' | 'VTX-EP-04b', trip: Trip, model: string): void {
  const { client, request } = trip;
  const arrival = arrivalOf(trip);
  // The method is for VTX-EP-01 and -02.
  const isSame = arrival === undefined || predictionOf(arrival.request.target)?.model === model;
  t.expect(row, isServed(client) && isSame, {
    expected: `${request.target} is served as the model ${model}`,
    actual: arrival ? `${arrival.request.target} arrived; ${outcome(client)}` : outcome(client),
    where: { exchange: arrival?.id ?? client.id, part: 'request-line' },
  });
}

export default [
  // Claude Code's own names of older models have a date.
  check({
    id: 'vertex/paths/dated-model',
    title: 'A model with a date behind an @ is served and arrives as it was named',
    requirements: ['VTX-EP-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const model = (await datedModel(t)) ?? t.skip('the gateway serves the models of a list alone');
      const { upstreamModel, models } = t.target;
      const mapped = models[model] ?? (model === t.target.model ? upstreamModel : undefined) ?? model;
      for (const method of METHODS) {
        expectModel(t, 'VTX-EP-04', await ask(t, pathOf(t, model, `:${method}`)), mapped);
      }
    },
  }),

  // Clients send `@` and `:` as they are, proxies in front of a gateway may have escaped them.
  check({
    id: 'vertex/paths/either-spelling',
    title: '@ and : that come escaped are served as the path that has them as they are',
    requirements: ['VTX-EP-04b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { model: usual } = t.target;
      const dated = (await datedModel(t)) ?? usual;
      for (const method of METHODS) {
        const plain = await ask(t, pathOf(t, dated, `:${method}`));
        const model = isServed(plain.client) ? dated : usual;
        const control = model === dated ? plain : await ask(t, pathOf(t, usual, `:${method}`));
        const served = predictionOf((arrivalOf(control) ?? t.arrived(control)).request.target)?.model;
        const encoded = model.replace('@', '%40');
        const spellings = new Set([`${encoded}:`, `${model}%3A`, `${encoded}%3A`]);
        spellings.delete(`${model}:`);
        for (const path of spellings) {
          expectModel(t, 'VTX-EP-04b', await ask(t, pathOf(t, path, method)), served ?? model);
        }
      }
    },
  }),

  // The base URL of an SDK ends in /v1, that of many instructions does not.
  check({
    id: 'vertex/paths/base-with-v1',
    title: 'A /v1 behind the base URL is served or refused with a quick 404, and never doubled',
    requirements: ['VTX-EP-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { pathname } = new URL(t.target.url);
      if (/\/v1\/?$/.test(pathname))
        t.skip('the base URL ends in /v1; the form without it is another address');
      const trip = await ask(t, `/v1${pathOf(t, t.target.model, ':rawPredict')}`);

      const { client } = trip;
      // A web page is no answer; what the answer must be is for VTX-EP-01.
      const isAnswer = isServed(client) && answerJson(client) !== undefined;
      const isClearNo = client.response.status === 404 && client.endedMs < QUICK;
      t.expect('VTX-EP-06', isAnswer || isClearNo, {
        expected: `an answer, or 404 within ${QUICK} ms`,
        actual: `${outcome(client)} after ${Math.round(client.endedMs)} ms`,
        where: { exchange: client.id, part: 'status' },
      });
      const arrival = arrivalOf(trip);
      t.expect('VTX-EP-06', !arrival || !/\/v1(\/.*)?\/v1\//.test(arrival.request.target), {
        expected: '/v1 once, or not at all',
        actual: arrival?.request.target ?? 'nothing arrived',
        where: { exchange: arrival?.id ?? client.id, part: 'request-line' },
      });
    },
  }),
];
