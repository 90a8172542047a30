import {
  betasOf,
  betasWhere,
  type CheckContext,
  check,
  type Exchange,
  messagesBody,
  modelOf,
  providerOf,
} from '../../src/suite.ts';

/** Ends of the paths of a whole and of a streamed answer. */
const PATHS = {
  bedrock: [/\/model\/[^/]+\/invoke$/, /\/model\/[^/]+\/invoke-with-response-stream$/],
  vertex: [
    /\/publishers\/anthropic\/models\/[^/]+(?::|%3a)rawPredict$/i,
    /\/publishers\/anthropic\/models\/[^/]+(?::|%3a)streamRawPredict$/i,
  ],
} as const;
/** The dialect string of each provider. Their newer clients send the version of Messages in its place. */
const DIALECTS = { bedrock: 'bedrock-2023-05-31', vertex: 'vertex-2023-10-16' } as const;
const DATED = /^20\d\d-\d\d-\d\d$/;

/** Expects a key of the Messages body to be absent from what the provider gets. */
function expectGone(t: CheckContext, arrival: Exchange, key: string, why: string): void {
  const found = messagesBody(arrival)[key];
  t.expect('BRG-01', found === undefined, {
    expected: `no ${key} in the body: ${why}`,
    actual: `${key}: ${JSON.stringify(found)}`,
    where: { exchange: arrival.id, part: 'request-body', path: key },
  });
}

export default [
  // A model in the body is an unknown field to the provider, and every prompt is refused.
  check({
    id: 'bridge/request-shape/model-in-path',
    title: 'The model is in the path of the provider, and not in the body',
    requirements: ['BRG-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const provider = providerOf(t);
      const arrival = t.arrived(await t.send(t.turn()));

      const [path = ''] = arrival.request.target.split('?');
      const isThere = PATHS[provider].some((pattern) => pattern.test(path));
      t.expect('BRG-01', isThere, {
        expected: `a path of the ${provider} API with the model in it`,
        actual: path,
        where: { exchange: arrival.id, part: 'request-line' },
      });
      const { models, model, upstreamModel } = t.target;
      const wanted = models[model] ?? upstreamModel;
      t.expect('BRG-01', wanted === undefined || modelOf(arrival) === wanted, {
        expected: `the declared id ${wanted}`,
        actual: modelOf(arrival) ?? 'no model in the path',
        where: { exchange: arrival.id, part: 'request-line' },
      });
      expectGone(t, arrival, 'model', 'it is in the path');
    },
  }),

  // The provider has no header for it, and demands the field.
  check({
    id: 'bridge/request-shape/version-in-body',
    title: 'The body says its anthropic_version',
    requirements: ['BRG-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const own = DIALECTS[providerOf(t)];
      const arrival = t.arrived(await t.send(t.turn()));

      const version = messagesBody(arrival)['anthropic_version'];
      t.expect('BRG-01', version === own || (typeof version === 'string' && DATED.test(version)), {
        expected: `anthropic_version ${own}, or a version of the Messages API`,
        actual: JSON.stringify(version) ?? 'no anthropic_version',
        where: { exchange: arrival.id, part: 'request-body', path: 'anthropic_version' },
      });
    },
  }),

  // Bedrock reads no header, Vertex no list in the body: in the wrong place a value does nothing, or is refused.
  check({
    id: 'bridge/request-shape/betas-in-place',
    title: 'Beta values arrive where the provider takes them',
    requirements: ['BRG-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const provider = providerOf(t);
      const value = 'interleaved-thinking-2025-05-14';
      const arrival = t.arrived(await t.send(t.turn({ betas: [value] })));

      const arrived = betasOf(arrival);
      t.expect('BRG-01', arrived.includes(value), {
        expected: `${value} in the ${provider === 'bedrock' ? 'list anthropic_beta of the body' : 'header anthropic-beta'}`,
        actual: arrived.join(', ') || 'no beta value there',
        where: betasWhere(arrival),
      });
      if (provider === 'vertex') expectGone(t, arrival, 'anthropic_beta', 'Vertex takes the header');
    },
  }),

  // One invocation of Bedrock streams and the other does not, whatever a body says; a `stream` in it is refused.
  check({
    id: 'bridge/request-shape/stream-in-path',
    title: 'The choice to stream is in the path, and in the body for Vertex alone',
    requirements: ['BRG-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const provider = providerOf(t);
      for (const stream of [false, true]) {
        const arrival = t.arrived(await t.send(t.turn({ stream })));

        const [path = ''] = arrival.request.target.split('?');
        t.expect('BRG-01', PATHS[provider][stream ? 1 : 0].test(path), {
          expected: `the path of ${stream ? 'a stream' : 'an answer in one piece'}`,
          actual: path,
          where: { exchange: arrival.id, part: 'request-line' },
        });
        if (provider === 'bedrock') {
          expectGone(t, arrival, 'stream', 'it is in the path');
          continue;
        }
        t.expect('BRG-01', (messagesBody(arrival)['stream'] ?? false) === stream, {
          expected: `stream ${stream} in the body, as the path says`,
          actual: `stream: ${JSON.stringify(messagesBody(arrival)['stream'])}`,
          where: { exchange: arrival.id, part: 'request-body', path: 'stream' },
        });
      }
    },
  }),
];
