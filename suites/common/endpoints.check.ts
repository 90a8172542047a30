import {
  answerBytes,
  check,
  errorOf,
  expectServed,
  listRequests,
  PLAIN,
  parseJson,
  splitPath,
} from '../../src/suite.ts';

export default [
  // Without one served format there is no session at all.
  check({
    id: 'common/endpoints/serves-format',
    title: 'An inference request of the format is served',
    requirements: ['GEN-EP-01'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      expectServed(t, 'GEN-EP-01', await t.sample(PLAIN), 'an inference request');
    },
  }),

  // Claude Code posts to `?beta=true`, SDKs without a query; a route that matches the whole URL misses one.
  check({
    id: 'common/endpoints/any-query',
    title: 'The route is found with, without and with an unknown query',
    requirements: ['GEN-EP-02'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const unknown = `${t.invent('field')}=1`;
      for (const query of ['?beta=true', '', `?${unknown}`, `?beta=true&${unknown}`]) {
        const trip = await t.send(t.turn({ query, unbilled: true }));
        const { status } = trip.client.response;
        if (status >= 300 && status < 400) t.blocked('GEN-EP-04', 'a redirect');
        expectServed(
          t,
          'GEN-EP-02',
          trip,
          query ? `a request with the query ${query}` : 'one without a query',
        );
      }
    },
  }),

  // A base URL joined carelessly gives `//v1` or `/v1/v1`, and the provider answers 404 on every turn.
  check({
    id: 'common/endpoints/joined-path',
    title: "The upstream sees the path of the API once, behind the provider's own base",
    requirements: ['GEN-EP-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const arrival = t.arrived(await t.send(t.turn()));
      const { base = '', own = '' } = splitPath(arrival) ?? {};
      const arrived = base + own;
      const [, first = ''] = own.split('/');
      const segments = arrived.split('/');
      const isRepeated = segments.some((segment, at) => segment === segments[at + 1]);
      const isDoubled = isRepeated || arrived.includes('//');
      const isOnce = own !== '' && !isDoubled && !base.split('/').includes(first);
      t.expect('GEN-EP-03', isOnce, {
        expected: `the path of the API once behind the provider's base path, with single slashes`,
        actual: arrival.request.target,
        where: { exchange: arrival.id, part: 'request-line' },
      });
    },
  }),

  // A POST that is redirected loses its body, or carries the key to another address.
  check({
    id: 'common/endpoints/no-redirect',
    title: 'No endpoint redirects',
    requirements: ['GEN-EP-04'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const requests = [
        t.turn({ unbilled: true }),
        t.turn({ stream: true, unbilled: true }),
        t.turn({ query: '', unbilled: true }),
        t.turn({ operation: 'count_tokens' }),
        // The list of models has a row of its own, DISC-03.
        ...(t.format === 'anthropic' ? [t.bare('HEAD', '/api/hello', 'hello')] : []),
        ...(t.format === 'bedrock' ? listRequests(t) : []),
      ];
      for (const request of requests) {
        const { client } = await t.send(request);
        const { status } = client.response;
        t.expect('GEN-EP-04', status < 300 || status >= 400, {
          expected: 'an answer in place',
          actual: `status ${status}, a redirect`,
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),

  // An HTML page with status 200 makes a wrong base URL look like a broken model. Last, as gateways
  // forward unknown paths, and a 404 can end in a cool-down.
  check({
    id: 'common/endpoints/unknown-path',
    title: 'An unknown path is a JSON 404',
    requirements: ['GEN-EP-05'],
    vantage: 'client',
    disturbs: 'upstream',
    async run(t) {
      const { client } = await t.send(t.bare('GET', `/${t.invent('word')}/${t.invent('word')}`, 'other'));
      const { value } = parseJson(answerBytes(client));
      const isObject = typeof value === 'object' && value !== null;
      const isError = isObject && ('error' in value || (t.format === 'bedrock' && errorOf(client)));
      t.expect('GEN-EP-05', client.response.status === 404, {
        expected: 'status 404',
        actual: `status ${client.response.status} (${client.ended})`,
        where: { exchange: client.id, part: 'status' },
      });
      t.expect('GEN-EP-05', Boolean(isError), {
        expected: 'a JSON object with an error',
        actual: answerBytes(client).toString('utf8', 0, 120) || 'an empty body',
        where: { exchange: client.id, part: 'response-body' },
      });
    },
  }),
];
