import {
  answerJson,
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  isServed,
  MARK,
  messageMisfits,
  predictionOf,
  streamEvents,
  type Trip,
} from '../../src/suite.ts';

/** The forms of a location: everywhere, a multi-region, a region. */
const LOCATIONS = ['global', 'us', 'eu', 'us-east5', 'europe-west1'];

/** A body of the size of a short session: more than a gateway may keep in its buffer while it looks for the path. */
const LONG = `${'Read this line again. '.repeat(1_000)}(${MARK})`;

/** What arrived of a request, also on a path that no longer says what was asked for. */
function arrivalOf({ arrivals, sideCalls }: Trip): Exchange | undefined {
  return arrivals[0] ?? sideCalls[0];
}

/**
 * Expects the request to have arrived for the model that it names, or the declared mapping of it, by the same method,
 * and with the developer's credential for the developer's project. The location is for VTX-EP-05.
 */
function expectSamePath(t: CheckContext, row: 'VTX-EP-01' | 'VTX-EP-02', trip: Trip, method: string): void {
  const { project, model, upstreamModel, models, credentialMode } = t.target;
  const mapped = upstreamModel ?? models[model] ?? model;
  const { id, request } = arrivalOf(trip) ?? t.arrived(trip);
  const got = predictionOf(request.target);
  const isProject = credentialMode !== 'forwarded' || got?.project === project;
  t.expect(row, isProject && got?.model === mapped && got.method === method, {
    expected: `${credentialMode === 'forwarded' ? `the project ${project} and ` : ''}${mapped}:${method}`,
    actual: request.target,
    where: { exchange: id, part: 'request-line' },
  });
}

export default [
  // Model probes, side checks and the second try of a broken stream are sent here.
  check({
    id: 'vertex/endpoints/raw-predict',
    title: ':rawPredict is served with a message and arrives on the same path',
    requirements: ['VTX-EP-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const long = await t.send(t.turn({ body: { messages: [{ role: 'user', content: LONG }] } }));
      expectSamePath(t, 'VTX-EP-01', long, 'rawPredict');
      const trip = await t.send(t.turn());
      expectSamePath(t, 'VTX-EP-01', trip, 'rawPredict');
      expectServed(t, 'VTX-EP-01', trip, 'a rawPredict request');
      if (!isServed(trip.client)) return;
      const misfit = messageMisfits(answerJson(trip.client))[0]?.text;
      t.expect('VTX-EP-01', misfit === undefined, {
        expected: 'a message as one JSON object',
        actual: misfit ?? 'a message',
        where: { exchange: trip.client.id, part: 'response-body' },
      });
    },
  }),

  // Every prompt of a session is sent here.
  check({
    id: 'vertex/endpoints/stream-raw-predict',
    title: ':streamRawPredict is served with events and arrives on the same path',
    requirements: ['VTX-EP-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ stream: true }));
      expectSamePath(t, 'VTX-EP-02', trip, 'streamRawPredict');
      expectServed(t, 'VTX-EP-02', trip, 'a streamRawPredict request');
      if (!isServed(trip.client)) return;
      t.expect('VTX-EP-02', streamEvents(trip.client).length > 0, {
        expected: 'server-sent events',
        actual: 'not one event',
        where: { exchange: trip.client.id, part: 'response-body' },
      });
    },
  }),

  // A model may be there in one location only, and a company's data may have to stay in another.
  check({
    id: 'vertex/endpoints/locations',
    title: 'Global, multi-region and regional locations are served and arrive as sent',
    requirements: ['VTX-EP-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { project, model, upstreamLocation } = t.target;
      for (const location of LOCATIONS) {
        const at = `/projects/${project}/locations/${location}/publishers/anthropic/models/${model}`;
        for (const method of ['rawPredict', 'streamRawPredict']) {
          const path = `${at}:${method}`;
          const trip = await t.send(t.turn({ path, stream: method === 'streamRawPredict' }));
          expectServed(t, 'VTX-EP-05', trip, `the location ${location}`);
          const arrival = arrivalOf(trip);
          if (!arrival) continue;
          const mapped = upstreamLocation ?? location;
          t.expect('VTX-EP-05', predictionOf(arrival.request.target)?.location === mapped, {
            expected: `the location ${mapped}`,
            actual: arrival.request.target,
            where: { exchange: arrival.id, part: 'request-line' },
          });
        }
      }
    },
  }),
];
