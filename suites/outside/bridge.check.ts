import {
  type CheckContext,
  check,
  errorOf,
  headerList,
  isServed,
  MARK,
  outcome,
  replay,
  type TurnSpec,
  text,
  user,
} from '../../src/suite.ts';

/** What Claude Code sends behind a Messages base URL, and other clients for caching. */
const BETAS = [
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'advanced-tool-use-2025-11-20',
  'effort-2025-11-24',
  'extended-cache-ttl-2025-04-11',
  'prompt-caching-scope-2026-01-05',
];
const LOOK = { name: 'look', input_schema: { type: 'object', properties: {} } };

function expectTaken(
  t: CheckContext,
  requirement: 'BRG-02' | 'BRG-02b' | 'BRG-03' | 'BRG-11',
  client: Parameters<typeof outcome>[0],
  what: string,
): void {
  t.expect(requirement, isServed(client), {
    expected: `${what} is served`,
    actual: outcome(client),
    where: { exchange: client.id, part: 'status' },
  });
}

/** Expects a request to be served, unless its beta values are refused without it, too: those are for BRG-02b. */
async function expectPairTaken(t: CheckContext, spec: TurnSpec, what: string): Promise<void> {
  const { client } = await t.send(t.turn(spec));
  if (!isServed(client)) {
    const betas = spec.betas ?? headerList(spec.headers ?? [], 'anthropic-beta');
    const values = await t.send(t.turn({ betas, body: { max_tokens: 1 } }));
    if (!isServed(values.client)) t.blocked('BRG-02b', 'the beta values alone are refused');
  }
  expectTaken(t, 'BRG-02', client, what);
}

export default [
  // One half too much is a hard refusal on every turn.
  check({
    id: 'outside/bridge/session',
    title: 'The request of a session is served by the provider behind the bridge',
    requirements: ['BRG-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await expectPairTaken(t, replay('main-turn', t.target), 'what Claude Code sends');
    },
  }),

  check({
    id: 'outside/bridge/cache-scope',
    title: 'A scope of cache markers, which the provider does not know, does no harm',
    requirements: ['BRG-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const cache_control = { type: 'ephemeral', scope: 'global' };
      const body = { max_tokens: 1, system: [{ ...text('Be brief.'), cache_control }] };
      await expectPairTaken(t, { betas: ['prompt-caching-scope-2026-01-05'], body }, 'a marker with a scope');
    },
  }),

  check({
    id: 'outside/bridge/tool-examples',
    title: 'Examples of a tool reach the provider with what opens them, or not at all',
    requirements: ['BRG-02'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const body = { max_tokens: 1, tools: [{ ...LOOK, input_examples: [{}] }] };
      await expectPairTaken(t, { betas: ['advanced-tool-use-2025-11-20'], body }, 'a tool with an example');
    },
  }),

  check({
    id: 'outside/bridge/beta-values',
    title: 'Values that the provider refuses stay in the bridge',
    requirements: ['BRG-02b'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const { client } = await t.send(t.turn({ betas: BETAS, body: { max_tokens: 1 } }));
      expectTaken(t, 'BRG-02b', client, 'a request with the values of Claude Code');
    },
  }),

  check({
    id: 'outside/bridge/beta-values-of-counts',
    title: 'Values that the provider refuses on counts stay in the bridge',
    requirements: ['BRG-02b'],
    needs: ['count_tokens'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const counts = (betas: readonly string[]) => t.send(t.turn({ operation: 'count_tokens', betas }));
      const { client: plain } = await counts([]);
      if (plain.response.status === 404) t.skip('the bridge counts nothing');
      const { client } = await counts([...BETAS, 'web-search-2025-03-05']);
      expectTaken(t, 'BRG-02b', client, 'a count with the values of Claude Code');
    },
  }),

  // A budget above the limit of the answer is for several turns of thinking: without its value it is refused.
  check({
    id: 'outside/bridge/interleaved-thinking',
    title: 'Interleaved thinking reaches the provider with its value',
    requirements: ['BRG-03'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const body = {
        max_tokens: 1_100,
        thinking: { type: 'enabled', budget_tokens: 2_000 },
        tools: [LOOK],
        messages: [user(text(`Say yes. (${MARK})`))],
      };
      const { client } = await t.send(t.turn({ betas: ['interleaved-thinking-2025-05-14'], body }));
      const { message = '' } = errorOf(client) ?? {};
      if (!isServed(client) && !message.includes('budget_tokens'))
        t.inconclusive(`refused for something else: ${outcome(client)}`);
      expectTaken(t, 'BRG-03', client, 'a budget above max_tokens');
    },
  }),

  // The version decides which parameters there are.
  check({
    id: 'outside/bridge/sampling',
    title: 'Sampling parameters of the older API version are taken',
    requirements: ['BRG-11'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const { client } = await t.send(t.turn({ body: { max_tokens: 1, temperature: 0.5 } }));
      const { message = '' } = errorOf(client) ?? {};
      if (!isServed(client) && !/temperature: Extra inputs/.test(message))
        t.inconclusive(`refused for something else: ${outcome(client)}`);
      expectTaken(t, 'BRG-11', client, 'a temperature under version 2023-06-01');
    },
  }),
];
