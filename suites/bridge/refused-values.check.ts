import { betasWhere, type CheckContext, check, type TurnSpec } from '../../src/suite.ts';
import { beginningsRefused, refusedValues } from './refused-values.ts';

/** What Claude Code sends behind a Messages base URL, and other clients for caching. */
const BETAS = [
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'advanced-tool-use-2025-11-20',
  'effort-2025-11-24',
  'extended-cache-ttl-2025-04-11',
  'prompt-caching-scope-2026-01-05',
];
const SCHEMA = { type: 'object', properties: {} };
const TOOLS = [
  { name: 'Now', input_schema: SCHEMA },
  { name: 'Later', input_schema: SCHEMA, defer_loading: true },
];

async function expectSpared(t: CheckContext, spec: TurnSpec): Promise<void> {
  const trip = await t.send(t.turn({ betas: BETAS, body: { tools: TOOLS }, ...spec }));
  const { operation } = trip.request;
  if (operation === 'count_tokens' && trip.arrivals.length === 0)
    t.skip('the provider is not asked for counts');
  const arrival = t.arrived(trip);
  const found = refusedValues(t, trip);
  t.expect('BRG-02b', found.length === 0, {
    expected: `no value that the provider is known to refuse (${beginningsRefused(t, operation).join('*, ')}*)`,
    actual: found.join(', '),
    where: betasWhere(arrival),
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
      await expectSpared(t, {});
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
      await expectSpared(t, { operation: 'count_tokens', betas: [...BETAS, 'web-search-2025-03-05'] });
    },
  }),
];
