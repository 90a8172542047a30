import {
  type Answer,
  type CheckContext,
  check,
  header,
  isRefused,
  type RawHeaders,
  type RequirementId,
  type TurnSpec,
} from '../../src/suite.ts';

const RESET = '2031-04-02T10:00:00Z';
const ACCOUNT: RawHeaders = [
  ...['requests', 'tokens', 'input-tokens', 'output-tokens'].flatMap((limit, i) => [
    [`anthropic-ratelimit-${limit}-limit`, `${i + 1}000`] as const,
    [`anthropic-ratelimit-${limit}-remaining`, `${i + 1}90`] as const,
    [`anthropic-ratelimit-${limit}-reset`, RESET] as const,
  ]),
  ['anthropic-priority-input-tokens-remaining', '900'],
  ['anthropic-fast-output-tokens-limit', '4000'],
  ['anthropic-organization-id', '00000000-0000-4000-8000-000000000001'],
  ['anthropic-workspace-id', 'wrkspc_01GatewayCheck'],
];

/** A limit of the plan is reached: the answer that tells the client so. */
const LIMITED = { status: 429, error: { type: 'rate_limit_error', message: 'Limit reached.' } };

const REFUSAL = { status: 400, error: { type: 'invalid_request_error', message: 'No.' } };

/** Expects these headers of the upstream on a JSON answer, a stream, a count, and on the answers in `more`. */
async function expectHeaders(
  t: CheckContext,
  row: RequirementId,
  headers: RawHeaders,
  more: readonly Exclude<Answer, { end: string }>[] = [],
): Promise<void> {
  const message = { message: { content: [{ type: 'text', text: 'Counted.' }] } };
  const turns: readonly (readonly [TurnSpec, Exclude<Answer, { end: string }>])[] = [
    [{}, message],
    [{ stream: true }, message],
    ...more.flatMap((other) => [[{}, other] as const, [{ stream: true }, other] as const]),
    [{ operation: 'count_tokens' }, { input_tokens: 12 }],
  ];
  for (const [spec, answer] of turns) {
    const trip = await t.send(t.turn(spec), { ...answer, headers });
    // A gateway may count by itself, and a refusal that came as none is the finding of MSG-STR-14.
    if (spec.operation && trip.arrivals.length === 0) continue;
    if ('status' in answer && spec.stream && !isRefused(trip)) continue;
    t.arrived(trip);

    const { client } = trip;
    const status = 'status' in answer ? answer.status : 200;
    const kind = spec.operation
      ? 'a count'
      : `${spec.stream ? 'a stream' : 'an answer'} with status ${status}`;
    for (const [name, value] of headers) {
      const got = header(client.response.headers, name);
      t.expect(row, got === value, {
        expected: `${name}: ${value} on ${kind}`,
        actual: got === undefined ? 'no such header' : `${name}: ${got}`,
        where: { exchange: client.id, part: 'response-header', path: name },
      });
    }
  }
}

export default [
  // Support finds a failed turn by this id, and the client prints it with errors.
  check({
    id: 'common/response-headers/request-id',
    title: 'request-id of the upstream reaches the client on answers and errors',
    requirements: ['RSP-02'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      await expectHeaders(t, 'RSP-02', [['request-id', `req_011C${t.invent('word')}`]], [REFUSAL]);
    },
  }),

  // From these the client shows how much of a plan is used, and tells a plan limit from a throttle.
  check({
    id: 'common/response-headers/plan-limits',
    title: 'anthropic-ratelimit-unified headers reach the client on answers and on a 429',
    requirements: ['RSP-03'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const unified: RawHeaders = [
        ['status', 'allowed_warning'],
        ['reset', '1932895200'],
        ['representative-claim', 'five_hour'],
        ['5h-utilization', '0.93'],
        ['7d-status', 'allowed'],
        ['overage-disabled-reason', 'org_level_disabled'],
        [t.invent('header'), t.invent('word')],
      ];
      const headers = unified.map(([name, value]) => [`anthropic-ratelimit-unified-${name}`, value] as const);
      await expectHeaders(t, 'RSP-03', headers, [LIMITED]);
    },
  }),

  // Dashboards and clients that pace themselves read these.
  check({
    id: 'common/response-headers/account-limits',
    title: 'Limit and account headers of the API reach the client',
    requirements: ['RSP-04'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      await expectHeaders(t, 'RSP-04', ACCOUNT, [REFUSAL]);
    },
  }),

  // The next header of the family is one that no gateway has heard of.
  check({
    id: 'common/response-headers/unknown-header',
    title: 'An unknown anthropic header of the upstream reaches the client',
    requirements: ['RSP-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      await expectHeaders(t, 'RSP-06', [[`anthropic-${t.invent('header')}`, t.invent('word')]]);
    },
  }),
];
