import {
  answerJson,
  type CheckContext,
  check,
  isServed,
  type Json,
  type JsonObject,
  outcome,
  type Trip,
  valueAt,
} from '../../src/suite.ts';

/** Listed models that are tried: enough to see a list that is made up, few enough to be cheap. */
const TRIED = 3;
/** Longer texts do not fit the one line of the picker. */
const LINE = 200;

interface List {
  readonly trip: Trip;
  readonly body: JsonObject;
  readonly models: readonly Json[];
  readonly ids: readonly string[];
}

/** The list, where there is one; its form is judged by DISC-04. */
async function list(t: CheckContext, path = '/v1/models?limit=1000', secret?: string): Promise<List> {
  const own = t.target.credential;
  const spec = secret && own ? { credential: { ...own, secret } } : {};
  const trip = await t.send(t.bare('GET', path, 'models', spec));
  const body = answerJson(trip.client);
  const models = body?.['data'];
  if (!isServed(trip.client) || !body || !Array.isArray(models)) {
    return t.skip(`no model list; ${outcome(trip.client)}`);
  }
  const ids = models.map((model) => valueAt(model, 'id')).filter((id) => typeof id === 'string');
  return { trip, body, models, ids };
}

export default [
  // Others are left out of the picker on purpose: their names say nothing to the client.
  check({
    id: 'messages/model-list/recognisable-ids',
    title: 'Every listed id contains claude or anthropic',
    requirements: ['DISC-05'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { trip, ids } = await list(t);

      const others = ids.filter((id) => !/claude|anthropic/i.test(id));
      t.expect('DISC-05', others.length === 0 && ids.length > 0, {
        expected: 'ids that contain claude or anthropic',
        actual: others.slice(0, 5).join(', ') || 'an empty list',
        where: { exchange: trip.client.id, part: 'response-body', path: 'data' },
      });
    },
  }),

  // The client asks once and was not seen to page: what is on page two does not exist for it.
  check({
    id: 'messages/model-list/one-page',
    title: 'One page holds all models, whatever else the query says',
    requirements: ['DISC-06'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { trip, ids, body } = await list(t);
      const unknown = await t.send(t.bare('GET', `/v1/models?limit=1000&${t.invent('field')}=1`, 'models'));

      const again = JSON.stringify(answerJson(unknown.client)?.['data'] ?? outcome(unknown.client));
      const missing = ids.filter((id) => !again.includes(JSON.stringify(id)));
      t.expect('DISC-06', missing.length === 0, {
        expected: 'the same list with a parameter that nobody knows',
        actual: `without ${missing.slice(0, 5).join(', ')}: ${again.slice(0, 200)}`,
        where: { exchange: unknown.client.id, part: 'response-body', path: 'data' },
      });
      t.expect('DISC-06', body['has_more'] !== true, {
        expected: 'all models on one page',
        actual: `has_more after ${ids.length} models`,
        where: { exchange: trip.client.id, part: 'response-body', path: 'has_more' },
      });
    },
  }),

  // A model that is picked and then refused costs the developer the start of the session.
  check({
    id: 'messages/model-list/usable-ids',
    title: 'Listed models are served',
    requirements: ['DISC-08'],
    vantage: 'upstream',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { ids } = await list(t);
      const shown = ids.filter((id) => /claude|anthropic/i.test(id));
      if (shown.length === 0) t.blocked('DISC-05', 'the client would show none of the listed models');

      for (const model of shown.slice(0, TRIED)) {
        const { client } = await t.send(t.turn({ body: { model } }));
        t.expect('DISC-08', ![400, 403, 404].includes(client.response.status), {
          expected: `an answer of the listed model ${model}`,
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),

  // The picker has one line for each model, and shows "From gateway" where there is nothing better.
  check({
    id: 'messages/model-list/short-names',
    title: 'Display names say more than ids, and descriptions are one short line',
    requirements: ['DISC-09'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { trip, models } = await list(t);

      const texts = models.map((model) =>
        ['id', 'display_name', 'description'].map((key) => valueAt(model, key)),
      );
      const odd = texts.find(([id, name, about]) => {
        const isLine = typeof about !== 'string' || (about.length <= LINE && !/\p{Cc}/u.test(about));
        return name === id || !isLine;
      });
      t.expect('DISC-09', odd === undefined, {
        expected: `a display_name unlike the id, a description of up to ${LINE} characters on one line`,
        actual: JSON.stringify(odd),
        where: { exchange: trip.client.id, part: 'response-body', path: 'data' },
      });
    },
  }),

  // A shared list offers what this developer may not use.
  check({
    id: 'messages/model-list/own-models',
    title: 'Two credentials with different rights get different lists',
    requirements: ['DISC-10'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const second = t.target.secondCredential ?? t.skip('needs a second credential with other rights');
      const [first, other] = [await list(t), await list(t, undefined, second.secret)];

      t.expect('DISC-10', first.ids.join() !== other.ids.join(), {
        expected: 'another list for the other credential',
        actual: `the same ${first.ids.length} models`,
        where: { exchange: other.trip.client.id, part: 'response-body', path: 'data' },
      });
    },
  }),

  // A list that anybody may read tells which models, and by their names which providers, there are.
  check({
    id: 'messages/model-list/not-for-anybody',
    title: 'Without a credential there is no list',
    requirements: ['DISC-10'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      if (t.target.credentialMode !== 'managed') t.skip('the gateway judges no credentials itself');
      const request = t.bare('GET', '/v1/models?limit=1000', 'models', { credential: 'none' });
      const { client } = await t.send(request);

      t.expect('DISC-10', client.response.status !== 200, {
        expected: 'status 401, or no such route',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),

  // Claude Code reads three fields; tools on the SDKs read the rest.
  check({
    id: 'messages/model-list/complete-entries',
    title: 'The list and its entries have all fields of the API',
    requirements: ['DISC-11'],
    vantage: 'client',
    needs: ['discovery'],
    disturbs: 'none',
    async run(t) {
      const { trip, body, models } = await list(t);

      const entry = ['type', 'display_name', 'created_at', 'max_input_tokens', 'max_tokens', 'capabilities'];
      const missing = [
        ...['has_more', 'first_id', 'last_id'].filter((key) => body[key] === undefined),
        ...entry.filter((key) => valueAt(models[0], key) === undefined).map((key) => `data.0.${key}`),
      ];
      t.expect('DISC-11', missing.length === 0, {
        expected: 'has_more, first_id, last_id, and complete model objects',
        actual: `without ${missing.join(', ')}`,
        where: { exchange: trip.client.id, part: 'response-body', path: missing[0] ?? 'data' },
      });
    },
  }),
];
