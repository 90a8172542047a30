import {
  answerBytes,
  answerJson,
  check,
  type Exchange,
  errorOf,
  expectServed,
  MARK,
  modelOf,
  modelWhere,
  streamEvents,
  type Target,
  valueAt,
} from '../../src/suite.ts';

/** The name under which the target declares to send a model upstream; undefined when it declares none. */
function declared(target: Target, model: string): string | undefined {
  return target.models[model] ?? (model === target.model ? target.upstreamModel : undefined);
}

export default [
  // Background calls (titles, summaries) may use another name than the chat; each must be routed.
  check({
    id: 'messages/models/declared-names',
    title: 'Every declared model name is served and arrives under its mapping',
    requirements: ['MSG-EP-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const model of new Set([t.target.model, ...Object.keys(t.target.models)])) {
        const trip = await t.send(t.turn({ body: { model } }));
        const arrival = t.arrived(trip);
        expectServed(t, 'MSG-EP-04', trip, `the model ${model}`);
        const mapped = declared(t.target, model);
        const arrived = modelOf(arrival);
        t.expect('MSG-EP-04', mapped === undefined || arrived === mapped, {
          expected: `the declared name ${mapped ?? model}`,
          actual: arrived ?? 'no model',
          where: modelWhere(arrival),
        });
      }
    },
  }),

  // A 400 in place of the 404 makes Claude Code try six times with features removed. Last, since a 404
  // can take a deployment out of rotation.
  check({
    id: 'messages/models/unknown-name',
    title: 'An unknown model is a 404 not_found_error',
    requirements: ['MSG-EP-05'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const model = t.invent('model');
      const refusal = { status: 404, error: { type: 'not_found_error', message: `model: ${model}` } };
      const { client, arrivals } = await t.send(t.turn({ body: { model } }), refusal);
      if (arrivals.length > 0 && client.response.status !== 404) {
        t.blocked('ERR-02', "the upstream's 404 did not come back as such");
      }
      t.expect('MSG-EP-05', client.response.status === 404, {
        expected: 'status 404',
        actual: `status ${client.response.status}`,
        where: { exchange: client.id, part: 'status' },
      });
      // How a forwarded request's error comes back is judged by ERR-01.
      t.expect('MSG-EP-05', arrivals.length > 0 || errorOf(client)?.type === 'not_found_error', {
        expected: 'the error type not_found_error',
        actual: answerBytes(client).toString('utf8', 0, 200) || 'an empty body',
        where: { exchange: client.id, part: 'response-body', path: 'error.type' },
      });
    },
  }),

  // Another model answers than the status line says, at another price. Large bodies go the same way as
  // small ones: some gateways spool them to disk and forget the mapping.
  check({
    id: 'messages/models/opaque-name',
    title: 'The upstream gets the model name that was sent, or its declared mapping',
    requirements: ['MSG-EP-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { model } = t.target;
      const long = [{ role: 'user', content: `${'Read this line again. '.repeat(1_000)}(${MARK})` }];
      for (const body of [{ model }, { model, messages: long }, { model: t.invent('model') }]) {
        const trip = await t.send(t.turn({ body }));
        const [arrival] = trip.arrivals;
        // Refusing a model that is not declared is right, and MSG-EP-05 judges how.
        if (!arrival && body.model !== model) continue;
        const wanted = declared(t.target, body.model) ?? body.model;
        const arrived = modelOf(t.arrived(trip));
        t.expect('MSG-EP-06', arrived === wanted, {
          expected: `${wanted}, or a mapping declared as upstreamModel or in models`,
          actual: arrived ?? 'no model',
          where: modelWhere(t.arrived(trip)),
        });
      }
    },
  }),

  // Context window, price and what a resumed session goes on with are looked up under the name in the answer.
  check({
    id: 'messages/models/named-in-answers',
    title: 'Answers name the model that was asked for, or the one that the upstream named',
    requirements: ['MSG-STR-04b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const [stream, path] of [
        [true, 'message.model'],
        [false, 'model'],
      ] as const) {
        const trip = await t.send(t.turn({ stream }));
        const named = (exchange: Exchange) =>
          valueAt(stream ? streamEvents(exchange)[0] : answerJson(exchange), path) ?? null;
        const [given, got] = [named(t.arrived(trip)), named(trip.client)];
        if (got === null) t.blocked('MSG-STR-05', 'the answer cannot be read or names no model');
        t.expect('MSG-STR-04b', got === given || got === t.target.model, {
          expected: `${t.target.model} or ${given}`,
          actual: String(got),
          where: { exchange: trip.client.id, part: stream ? 'event' : 'response-body', path },
        });
      }
    },
  }),
];
