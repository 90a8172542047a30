import {
  type CheckContext,
  check,
  type Exchange,
  errorOf,
  errorWhere,
  foreignReply,
  header,
  invalidType,
  isServed,
  outcome,
  PLAIN,
  PLAIN_STREAM,
  requestIdShape,
  type Sample,
  STRAY_RESULT,
  STRAY_WORDS,
} from '../../src/suite.ts';

const STREAMED: Sample = { name: 'stray result, streamed', spec: { ...STRAY_RESULT.spec, stream: true } };

/**
 * The answers to a request that every genuine API refuses with 400, without and with `stream`. Ends the check
 * when it is not known that such an API stands behind the gateway.
 */
async function refusals(t: CheckContext): Promise<readonly Exchange[]> {
  const doubt = foreignReply((await t.sample(PLAIN)).client, t.target);
  if (doubt !== undefined) t.inconclusive(doubt);
  const found: Exchange[] = [];
  // A stream that is refused whatever it asks for is another finding.
  const isStreaming = isServed((await t.sample(PLAIN_STREAM)).client);
  for (const sample of isStreaming ? [STRAY_RESULT, STREAMED] : [STRAY_RESULT]) {
    const { client } = await t.sample(sample);
    const { status } = client.response;
    if (status === 200 || status === 0 || status === 429) t.inconclusive(`not refused: ${outcome(client)}`);
    found.push(client);
  }
  return found;
}

/** `error.type` and wording, as recorded refusals of the API have them. */
async function expectWording(t: CheckContext, requirement: 'ERR-01' | 'ERR-17'): Promise<void> {
  for (const client of await refusals(t)) {
    const { type, message = '' } = errorOf(client) ?? {};
    const isWhole = STRAY_WORDS.every((word) => message.includes(word));
    const isTyped = requirement === 'ERR-17' || type === invalidType(t.format);
    t.expect(requirement, isWhole && isTyped, {
      expected: `${invalidType(t.format)} with a message that names ${STRAY_WORDS.join(' and ')}`,
      actual: outcome(client),
      where: errorWhere(client),
    });
  }
}

export default [
  // Claude Code looks into the wording to see what it can leave out of its next try.
  check({
    id: 'canary/errors/wording',
    title: 'A refusal of the API keeps its type and its wording',
    requirements: ['ERR-01'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectWording(t, 'ERR-01');
    },
  }),

  check({
    id: 'canary/errors/bedrock-wording',
    title: 'A refusal of Bedrock keeps its message',
    requirements: ['ERR-17'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectWording(t, 'ERR-17');
    },
  }),

  check({
    id: 'canary/errors/status',
    title: 'A refusal of the API with 400 comes back as 400',
    requirements: ['ERR-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const client of await refusals(t)) {
        t.expect('ERR-02', client.response.status === 400, {
          expected: '400',
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),

  // Without it the client asks again where it should not. Every recorded refusal with 400 has the header.
  check({
    id: 'canary/errors/should-retry',
    title: 'x-should-retry of a refusal of the API reaches the client',
    requirements: ['ERR-10'],
    formats: ['anthropic'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      for (const client of await refusals(t)) {
        const value = header(client.response.headers, 'x-should-retry');
        t.expect('ERR-10', value === 'false', {
          expected: 'x-should-retry: false',
          actual: value ?? 'no such header',
          where: { exchange: client.id, part: 'response-header', path: 'x-should-retry' },
        });
      }
    },
  }),

  // The id under which the provider's support finds the request. All of its answers have one of the same shape.
  check({
    id: 'canary/errors/request-id',
    title: 'request-id of the API reaches the client, on replies and on refusals',
    requirements: ['RSP-02'],
    // Recordings show it there; what the other hosts have is not known.
    formats: ['anthropic', 'vertex'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const replies = [(await t.sample(PLAIN)).client];
      for (const client of [...replies, ...(await refusals(t))]) {
        const shape = requestIdShape(client);
        t.expect('RSP-02', shape?.startsWith('req_') === true, {
          expected: 'request-id: req_...',
          actual: header(client.response.headers, 'request-id') ?? 'no such header',
          where: { exchange: client.id, part: 'response-header', path: 'request-id' },
        });
      }
    },
  }),

  // The client takes a 404 for a model that is gone, and says so; other errors it takes for an outage.
  check({
    id: 'canary/errors/unknown-model',
    title: 'An unknown model is refused with 404 not_found_error',
    requirements: ['MSG-EP-05'],
    // Elsewhere a model is a deployment or an id of the host, which has words of its own.
    formats: ['anthropic'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const doubt = foreignReply((await t.sample(PLAIN)).client, t.target);
      if (doubt !== undefined) t.inconclusive(doubt);
      const model = t.invent('model');
      const isStreaming = isServed((await t.sample(PLAIN_STREAM)).client);
      for (const stream of isStreaming ? [false, true] : [false]) {
        const { client } = await t.send(t.turn({ stream, body: { model, max_tokens: 1 } }));
        const { type } = errorOf(client) ?? {};
        t.expect('MSG-EP-05', client.response.status === 404 && type === 'not_found_error', {
          expected: '404 not_found_error',
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),
];
