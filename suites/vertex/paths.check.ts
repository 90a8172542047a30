import {
  answerJson,
  type CheckContext,
  check,
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
    const { client, arrivals, sideCalls } = await ask(t, pathOf(t, model, ':rawPredict'));
    return isServed(client) || arrivals.length + sideCalls.length > 0;
  };
  if (await isTaken(DATED)) return DATED;
  // Refused for its `@`, or since only the models of a list are served?
  return (await isTaken(t.invent('model'))) ? DATED : undefined;
}

export default [
  // Clients send `@` and `:` as they are, proxies in front of a gateway may have escaped them.
  check({
    id: 'vertex/paths/either-spelling',
    title: '@ and :, escaped or not, are served and arrive as the same path',
    requirements: ['VTX-EP-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const dated = await datedModel(t);
      const model = dated ?? t.target.model;
      const spellings = new Set([model, model.replace('@', '%40')]);
      const { upstreamModel, models } = t.target;
      const mapped = models[model] ?? (model === t.target.model ? upstreamModel : undefined) ?? model;
      for (const method of METHODS) {
        for (const path of [...spellings].flatMap((name) => [`${name}:`, `${name}%3A`])) {
          const trip = await ask(t, pathOf(t, '', path + method));
          const { client, arrivals, sideCalls } = trip;
          const arrival = arrivals[0] ?? sideCalls[0];
          const told = {
            expected: `${path}${method} is served as the model ${mapped}`,
            actual: arrival ? `${arrival.request.target} arrived; ${outcome(client)}` : outcome(client),
            where: { exchange: arrival?.id ?? client.id, part: 'request-line' },
          } as const;
          const found = arrival && predictionOf(arrival.request.target);
          // The method is for VTX-EP-01 and -02.
          const isSame = found === undefined ? !arrival : found.model === mapped;
          t.expect('VTX-EP-04', isServed(client) && isSame, told);
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
      if (/\/v1\/?$/.test(pathname)) t.skip('what is in front of the /v1 of a base URL is not for this run');
      const trip = await ask(t, `/v1${pathOf(t, t.target.model, ':rawPredict')}`);

      const { client, arrivals, sideCalls } = trip;
      // A web page is no answer; what the answer must be is for VTX-EP-01.
      const isAnswer = isServed(client) && answerJson(client) !== undefined;
      const isClearNo = client.response.status === 404 && client.endedMs < QUICK;
      t.expect('VTX-EP-06', isAnswer || isClearNo, {
        expected: `an answer, or 404 within ${QUICK} ms`,
        actual: `${outcome(client)} after ${Math.round(client.endedMs)} ms`,
        where: { exchange: client.id, part: 'status' },
      });
      const arrival = arrivals[0] ?? sideCalls[0];
      t.expect('VTX-EP-06', !arrival || !/\/v1(\/.*)?\/v1\//.test(arrival.request.target), {
        expected: '/v1 once, or not at all',
        actual: arrival?.request.target ?? 'nothing arrived',
        where: { exchange: arrival?.id ?? client.id, part: 'request-line' },
      });
    },
  }),
];
