import {
  answerJson,
  type CheckContext,
  check,
  header,
  type JsonObject,
  modelListMisfits,
  outcome,
  type Trip,
} from '../../src/suite.ts';

/** The request of the client's discovery. */
const PATH = '/v1/models?limit=1000';
/** The client reads no answer that comes later. */
const DEADLINE = 3_000;

/** Asks for the list; ends the check where the target has none and need not have one. */
async function listModels(t: CheckContext): Promise<Trip> {
  const trip = await t.send(t.bare('GET', PATH, 'models'));
  const isAbsent = [404, 405, 501].includes(trip.client.response.status);
  if (isAbsent && t.target.features.discovery !== 'yes') t.skip('the gateway serves no model list');
  return trip;
}

/** The list itself; ends the check where the answer is none. */
async function served(t: CheckContext): Promise<{ trip: Trip; list: JsonObject }> {
  const trip = await listModels(t);
  const list = answerJson(trip.client);
  if (trip.client.response.status !== 200 || !list) return t.skip(`no list came; ${outcome(trip.client)}`);
  return { trip, list };
}

export default [
  // The picker shows the models of the gateway only if it lists them.
  check({
    id: 'messages/discovery/lists-models',
    title: 'GET /v1/models is answered with 200 and JSON',
    requirements: ['DISC-01'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { client } = await listModels(t);
      const { status } = client.response;
      if ([301, 302, 307, 308].includes(status)) t.blocked('DISC-03', `a redirect, status ${status}`);
      if ([401, 403].includes(status)) t.blocked('DISC-07', `the credential is refused, status ${status}`);

      const type = header(client.response.headers, 'content-type') ?? 'no content-type';
      const isJson = /^application\/json\b/i.test(type) && answerJson(client) !== undefined;
      t.expect('DISC-01', client.response.status === 200 && isJson, {
        expected: 'status 200 and JSON',
        actual: `${type}; ${outcome(client)}`,
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),

  // After three seconds the client goes on with the list of its last start, or none.
  check({
    id: 'messages/discovery/within-three-seconds',
    title: 'The model list comes within three seconds',
    requirements: ['DISC-02'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { client } = await listModels(t);

      t.expect('DISC-02', client.ended === 'complete' && client.endedMs < DEADLINE, {
        expected: `an answer within ${DEADLINE} ms`,
        actual: `${client.ended} after ${Math.round(client.endedMs)} ms`,
        where: { exchange: client.id, part: 'connection' },
      });
    },
  }),

  // A redirect counts as a failure, since it would carry the credential away.
  check({
    id: 'messages/discovery/no-redirect',
    title: 'The model list comes without a redirect',
    requirements: ['DISC-03'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { client } = await listModels(t);

      const { status, headers } = client.response;
      t.expect('DISC-03', status < 300 || status >= 400, {
        expected: 'an answer in place',
        actual: `${status} to ${header(headers, 'location') ?? 'nowhere'}`,
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),

  // These are the fields that the client reads; where they are missing nothing is listed.
  check({
    id: 'messages/discovery/readable-entries',
    title: 'The model list has data with a string id for each model',
    requirements: ['DISC-04'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { trip, list } = await served(t);

      const read = [undefined, 'id', 'display_name', 'description'];
      const misfit = modelListMisfits(list).find(({ path }) => path[0] === 'data' && read.includes(path[2]));
      t.expect('DISC-04', misfit === undefined, {
        expected: 'data: [{"id", and as strings if at all "display_name" and "description"}]',
        actual: misfit?.text ?? 'just that',
        where: { exchange: trip.client.id, part: 'response-body', path: misfit?.path.join('.') ?? 'data' },
      });
    },
  }),

  // The client sends the credential of messages, and the value of a helper in both headers.
  check({
    id: 'messages/discovery/same-credential',
    title: 'The credential of messages is accepted for the model list',
    requirements: ['DISC-07'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { secret } = t.target.credential ?? t.skip('the run has no credential to present');
      const both = [
        ['x-api-key', secret],
        ['authorization', `Bearer ${secret}`],
      ] as const;
      const together = t.bare('GET', PATH, 'models', { credential: 'none', headers: both });
      for (const { client } of [await listModels(t), await t.send(together)]) {
        t.expect('DISC-07', ![401, 403].includes(client.response.status), {
          expected: 'the credential that is good for messages',
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),
];
