import {
  betaRow,
  betasOf,
  betasWhere,
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  type JsonObject,
  meansTheSame,
  messagesBody,
  type ProbeRequest,
  rawAt,
  replay,
  valueAt,
} from '../../src/suite.ts';

interface Pair {
  readonly beta: string;
  readonly body: JsonObject;
  /** Where in the body its half stands. */
  readonly path: string;
}

/** Pairs that gateways are known to take apart, or to complete. */
const PAIRS: readonly Pair[] = [
  {
    beta: 'context-management-2025-06-27',
    body: { context_management: { edits: [{ type: 'clear_thinking_20251015', keep: 'all' }] } },
    path: 'context_management',
  },
  { beta: 'effort-2025-11-24', body: { output_config: { effort: 'medium' } }, path: 'output_config.effort' },
  { beta: 'fast-mode-2026-02-01', body: { speed: 'fast' }, path: 'speed' },
  {
    beta: 'advanced-tool-use-2025-11-20',
    body: {
      tools: [
        { name: 'search', input_schema: { type: 'object' } },
        { name: 'look_up', input_schema: { type: 'object' }, defer_loading: true },
      ],
    },
    path: 'tools.1.defer_loading',
  },
];

interface Halves {
  readonly betas?: boolean;
  readonly fields?: boolean;
}

function turn(t: CheckContext, pairs: readonly Pair[], halves: Halves): ProbeRequest {
  const betas = ['claude-code-20250219', ...(halves.betas ? pairs.map(({ beta }) => beta) : [])];
  const body = halves.fields ? Object.assign({}, ...pairs.map(({ body }) => body)) : {};
  return t.turn({ betas, body });
}

/** Fast mode may be refused, in whole or in half: a model may have none. */
async function pairsToTry(t: CheckContext): Promise<readonly Pair[]> {
  const fast = PAIRS.filter(({ path }) => path === 'speed');
  const { arrivals } = await t.send(turn(t, fast, { betas: true, fields: true }));
  return arrivals.length > 0 ? PAIRS : PAIRS.filter((pair) => !fast.includes(pair));
}

function hasBeta(arrival: Exchange, beta: string): boolean {
  return betasOf(arrival).includes(beta);
}

export default [
  // A half that a gateway supplies or takes away "to help" makes a 400, or changes what the user chose.
  check({
    id: 'messages/pairs/halves-stay-single',
    title: 'Half of a pair that is sent alone is neither completed nor dropped',
    requirements: ['FEAT-00'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const pairs = await pairsToTry(t);
      const upstream = async (halves: Halves) => t.arrived(await t.send(turn(t, pairs, halves)));
      const neither = await upstream({});
      const both = await upstream({ betas: true, fields: true });
      const betas = await upstream({ betas: true });
      const fields = await upstream({ fields: true });
      let judged = 0;
      for (const { beta, body, path } of pairs) {
        // What is lost or added in any case is the finding of another row.
        const isWhole = hasBeta(both, beta) && rawAt(both, path) !== undefined;
        const isForeign = hasBeta(neither, beta) || rawAt(neither, path) !== undefined;
        if (!isWhole || isForeign) continue;
        judged += 1;
        t.expect('FEAT-00', hasBeta(betas, beta) && rawAt(betas, path) === undefined, {
          expected: `${beta} alone, as it was sent`,
          actual: hasBeta(betas, beta) ? `${path} was added to it` : 'it was dropped',
          where: { exchange: betas.id, part: 'request-body', path },
        });
        const isKept = meansTheSame(valueAt(messagesBody(fields), path), valueAt(body, path));
        t.expect('FEAT-00', isKept && !hasBeta(fields, beta), {
          expected: `${path} alone, as it was sent`,
          actual: hasBeta(fields, beta)
            ? `${beta} was added to it`
            : (rawAt(fields, path) ?? 'it was dropped'),
          where: betasWhere(fields),
        });
      }
      if (judged === 0) t.blocked(betaRow(t), 'no pair arrives whole');
    },
  }),

  // The documented way out when a gateway cannot forward the pairs; after it nothing is left to try.
  check({
    id: 'messages/pairs/reduced-request',
    title: 'A request with experimental betas switched off is served',
    requirements: ['FEAT-22'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn(replay('no-experimental-betas', t.target)));
      expectServed(t, 'FEAT-22', trip, 'the reduced request');
    },
  }),
];
