import {
  answerJson,
  check,
  type Exchange,
  expectFeature,
  expectKept,
  expectRelayed,
  featureTurn,
  isServed,
  MARK,
  messagesBody,
  outcome,
  streamEvents,
  valueAt,
} from '../../src/suite.ts';

/** Where a body asks for the cache of an hour. */
const PLACES = ['system.1.cache_control', 'messages.0.content.0.cache_control'];
const HOUR = { type: 'ephemeral', ttl: '1h' };

export default [
  // No helper of the client waits for a 401 here; either status ends the turn. Reaching the provider costs.
  check({
    id: 'cloud/own-rules/wrong-bearer',
    title: 'A wrong bearer token gets a 401 or 403 in JSON, and nothing goes upstream',
    requirements: ['AUTH-05b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const mode = t.target.credentialMode;
      if (mode && mode !== 'managed') t.skip(`the gateway judges no credentials itself: ${mode}`);
      const secret = (t.target.credential?.secret ?? '') + t.invent('word');
      const wrong = { header: 'authorization', secret } as const;
      const { client, arrivals } = await t.send(t.turn({ stream: true, credential: wrong }));

      const isRefused = [401, 403].includes(client.response.status) && answerJson(client) !== undefined;
      t.expect('AUTH-05b', isRefused, {
        expected: 'status 401 or 403 with a JSON object',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
      t.expect('AUTH-05b', arrivals.length === 0, {
        expected: 'nothing at the upstream',
        actual: `the request arrived there ${arrivals.length} times`,
        where: { exchange: arrivals[0]?.id ?? client.id, part: 'request-line' },
      });
    },
  }),

  // The hour is asked for by the field alone: whoever waits for a beta value beside it caches for five minutes.
  check({
    id: 'cloud/own-rules/hour-without-beta',
    title: 'A one-hour TTL arrives without any beta value',
    requirements: ['CACHE-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const content = [{ type: 'text', text: 'A long document.', cache_control: HOUR }];
      const body = {
        system: [
          { type: 'text', text: 'You test.' },
          { type: 'text', text: 'Keep it short.', cache_control: HOUR },
        ],
        messages: [{ role: 'user', content: [...content, { type: 'text', text: MARK }] }],
      };
      const beside = await t.send(t.turn({ body, betas: ['extended-cache-ttl-2025-04-11'] }));
      const isLost = (exchange: Exchange) =>
        PLACES.some((path) => valueAt(messagesBody(exchange), `${path}.ttl`) !== '1h');
      if (isLost(t.arrived(beside)))
        t.blocked('CACHE-02', 'markers do not arrive with the beta value, either');
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream, body }));
        expectKept(t, 'CACHE-04', trip, PLACES);
        t.expect('CACHE-04', isServed(trip.client), {
          expected: 'a request without a beta value for it is served',
          actual: outcome(trip.client),
          where: { exchange: trip.client.id, part: 'status' },
        });
      }
    },
  }),

  // Without the results each action costs one more request to the client's own classifier.
  check({
    id: 'cloud/own-rules/safeguards',
    title: 'Safeguards arrive with their beta value, and their results come back',
    requirements: ['FEAT-16b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const classifier_context = { v: 1, permission_mode: 'auto', rules: { allow: [], deny: [] } };
      const pair = {
        betas: ['dangerous-tool-use-2026-09-03'],
        body: { safeguards: [{ type: 'dangerous_tool_use', classifier_context }] },
      };
      await expectFeature(t, 'FEAT-16b', pair);
      const tool = { type: 'tool_use', id: 'toolu_01TouchesOneFile', name: 'look_up', input: {} };
      const status = { type: 'available', tool_uses: { [tool.id]: { outcome: 'not_flagged' } } };
      const extra = { safeguard_results: [{ type: 'dangerous_tool_use', status }] };
      const answer = { message: { content: [tool], stop_reason: 'tool_use', extra } };
      const whole = await t.send(t.turn(featureTurn(pair)), answer);
      if (answerJson(whole.client)?.['type'] !== 'message') {
        t.blocked('messages/json-answer/is-a-message', 'the answer in one piece is no message');
      }
      expectRelayed(t, 'FEAT-16b', whole, (side) => answerJson(side)?.['safeguard_results']);
      const streamed = await t.send(t.turn({ ...featureTurn(pair), stream: true }), answer);
      const end = (side: Exchange) => streamEvents(side).findLast(({ type }) => type === 'message_delta');
      if (!end(streamed.client)) t.blocked('MSG-STR-07', 'the final message_delta does not arrive');
      expectRelayed(t, 'FEAT-16b', streamed, (side) => valueAt(end(side), 'delta.safeguard_results'));
    },
  }),
];
