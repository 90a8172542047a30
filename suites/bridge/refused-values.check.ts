import { betasOf, betasWhere, type CheckContext, check, providerOf, type TurnSpec } from '../../src/suite.ts';

/** What Claude Code sends behind a Messages base URL, and other clients for caching. */
const BETAS = [
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'advanced-tool-use-2025-11-20',
  'effort-2025-11-24',
  'extended-cache-ttl-2025-04-11',
  'prompt-caching-scope-2026-01-05',
];
/** By public reports: anthropics/claude-code 21625, 30926 and 56595, BerriAI/litellm 39597. */
const REFUSED = {
  bedrock: ['advanced-tool-use-', 'prompt-caching-scope-', 'extended-cache-ttl-'],
  vertex: ['prompt-caching-scope-'],
} as const;
const REFUSED_COUNTS = { bedrock: [], vertex: ['tool-search-tool-', 'web-search-'] } as const;
const SCHEMA = { type: 'object', properties: {} };
const TOOLS = [
  { name: 'Now', input_schema: SCHEMA },
  { name: 'Later', input_schema: SCHEMA, defer_loading: true },
];

async function expectSpared(t: CheckContext, spec: TurnSpec, refused: readonly string[]): Promise<void> {
  const trip = await t.send(t.turn({ betas: BETAS, body: { tools: TOOLS }, ...spec }));
  const [arrival] = trip.arrivals;
  if (!arrival && spec.operation === 'count_tokens') t.skip('the provider is not asked for counts');
  const arrived = betasOf(arrival ?? t.arrived(trip));
  const found = arrived.filter((value) => refused.some((beginning) => value.startsWith(beginning)));
  t.expect('BRG-02b', found.length === 0, {
    expected: `no value that the provider is known to refuse (${refused.join('*, ')}*)`,
    actual: found.join(', '),
    where: betasWhere(arrival ?? t.arrived(trip)),
  });
}

export default [
  // Each update of Claude Code may bring a value that the provider has never heard of.
  check({
    id: 'bridge/refused-values/messages',
    title: 'Values that the provider refuses do not arrive with messages',
    requirements: ['BRG-02b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectSpared(t, {}, REFUSED[providerOf(t)]);
    },
  }),

  // Vertex counts with fewer values than it answers with: /context shows errors while the chat works.
  check({
    id: 'bridge/refused-values/counts',
    title: 'Values that the provider refuses on counts do not arrive with them',
    requirements: ['BRG-02b'],
    vantage: 'upstream',
    needs: ['count_tokens'],
    disturbs: 'none',
    async run(t) {
      const refused = [...REFUSED[providerOf(t)], ...REFUSED_COUNTS[providerOf(t)]];
      const betas = [...BETAS, 'web-search-2025-03-05'];
      await expectSpared(t, { operation: 'count_tokens', betas }, refused);
    },
  }),
];
