import {
  betaRow,
  betasOf,
  betasWhere,
  type Check,
  type CheckContext,
  check,
  type RawHeaders,
} from '../../src/suite.ts';

/** What Claude Code 2.1.330 sends with every turn: more than any gateway sets on its own. */
const KNOWN = [
  'claude-code-20250219',
  'interleaved-thinking-2025-05-14',
  'context-management-2025-06-27',
  'per-turn-control-2026-07-01',
  'mid-conversation-tool-changes-2026-07-01',
  'thinking-token-count-2026-05-13',
  'advanced-tool-use-2025-11-20',
  'effort-2025-11-24',
];
/** Over 2 KB, twelve times as many as a release sends today. */
const LONG = 96;

/** Sends the header lines and gives what the upstream received. */
async function received(
  t: CheckContext,
  lines: readonly string[],
  stream = false,
): Promise<{ id: string; arrived: readonly string[] }> {
  const headers: RawHeaders = lines.map((line) => ['anthropic-beta', line]);
  const arrival = t.arrived(await t.send(t.turn({ headers, stream })));
  return { id: arrival.id, arrived: betasOf(arrival) };
}

/** Which of the values sent are not there, told apart: all, all behind another list, or some. */
function lossOf(sent: readonly string[], arrived: readonly string[]): string {
  const lost = sent.filter((value) => !arrived.includes(value));
  if (arrived.length === 0) return 'no anthropic-beta value at all';
  if (lost.length === sent.length) return `a list of its own in the place of all: ${arrived.join(', ')}`;
  return lost.length === 0 ? arrived.join(', ') : `without ${lost.join(', ')}: ${arrived.join(', ')}`;
}

function seen(id: string, expected: string, arrived: readonly string[]) {
  const actual = arrived.length > 0 ? arrived.join(', ') : 'no anthropic-beta value at all';
  return {
    expected,
    actual,
    where: { exchange: id, part: 'request-header', path: 'anthropic-beta' },
  } as const;
}

const checks: Check[] = [
  // A lost value turns its body field into a 400, or its feature off without a word.
  check({
    id: 'messages/betas/every-value',
    title: 'Every known beta value arrives',
    requirements: ['MSG-HDR-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const stream of [false, true]) {
        const { id, arrived } = await received(t, [KNOWN.join(',')], stream);
        const kept = KNOWN.every((value) => arrived.includes(value));
        t.expect('MSG-HDR-01', kept, {
          expected: `all of ${KNOWN.join(', ')}`,
          actual: lossOf(KNOWN, arrived),
          where: { exchange: id, part: 'request-header', path: 'anthropic-beta' },
        });
      }
    },
  }),

  // A value of the gateway's own becomes a 400 with the first upstream that doesn't know it.
  check({
    id: 'messages/betas/nothing-added',
    title: 'No beta value is added, neither to a list nor in place of none',
    requirements: ['MSG-HDR-01b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const spec of [{}, { stream: true }, { operation: 'count_tokens' }] as const) {
        const trip = await t.send(t.turn({ ...spec, headers: [['anthropic-beta', KNOWN.join(',')]] }));
        // A gateway may count by itself.
        if ('operation' in spec && trip.arrivals.length === 0) continue;
        const arrival = t.arrived(trip);
        const arrived = betasOf(arrival);
        if (KNOWN.some((value) => !arrived.includes(value))) {
          t.blocked('MSG-HDR-01', 'the list is replaced or cut');
        }
        const added = arrived.filter((value, at) => !KNOWN.includes(value) || arrived.indexOf(value) < at);
        t.expect('MSG-HDR-01b', added.length === 0, seen(arrival.id, 'each value sent, once', added));
      }
      const without = await received(t, []);
      t.expect(
        'MSG-HDR-01b',
        without.arrived.length === 0,
        seen(without.id, 'none, as sent', without.arrived),
      );
    },
  }),

  // Each release brings new values; a gateway that knows a fixed set breaks with the next one.
  check({
    id: 'messages/betas/unknown-value',
    title: 'A beta value that nobody has seen before arrives',
    requirements: ['MSG-HDR-02', 'DRIFT-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const unknown = t.invent('beta');
      const [first = '', ...rest] = KNOWN;
      // Beside the list in a body the header says less, as that of Claude Code does.
      const headers: RawHeaders = t.format === 'bedrock' ? [['anthropic-beta', first]] : [];
      for (const stream of [false, true]) {
        const spec = { betas: [first, unknown, ...rest], headers, stream };
        const arrival = t.arrived(await t.send(t.turn(spec)));
        const arrived = betasOf(arrival);
        const ok = arrived.includes(unknown);
        if (!ok && KNOWN.some((value) => !arrived.includes(value))) {
          t.blocked(betaRow(t), 'known values are lost, too');
        }
        for (const row of ['MSG-HDR-02', 'DRIFT-01'] as const) {
          t.expect(row, ok, {
            expected: `${unknown} among the known values`,
            actual: lossOf([first, unknown, ...rest], arrived),
            where: betasWhere(arrival),
          });
        }
      }
    },
  }),

  // Clients and proxies may split the list over lines or put blanks into it; HTTP says it is one list.
  check({
    id: 'messages/betas/split-lines',
    title: 'Values on two lines and with blanks arrive as one list',
    requirements: ['MSG-HDR-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const [a = '', b = '', c = '', d = ''] = KNOWN;
      const sent = [a, b, c, d];
      const control = await received(t, [sent.join(',')]);
      if (sent.some((value) => !control.arrived.includes(value))) {
        t.blocked('MSG-HDR-01', 'the values are lost on a single line, too');
      }
      for (const form of [[`${a} ,  ${b}`, `${c},\t${d}`], [`${a}, ${b}, ${c}, ${d}`]]) {
        const { id, arrived } = await received(t, form);
        const kept = sent.every((value) => arrived.includes(value));
        t.expect('MSG-HDR-04', kept, seen(id, sent.join(', '), arrived));
      }
    },
  }),

  // A list cut at some length loses the newest features first, and differently with each release.
  check({
    id: 'messages/betas/long-list',
    title: 'A list of over 2 KB arrives to its last value',
    requirements: ['MSG-HDR-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const values = Array.from({ length: LONG }, () => t.invent('beta'));
      const control = await received(t, [values[0] ?? '']);
      if (!control.arrived.includes(values[0] ?? '')) {
        t.blocked('MSG-HDR-02', 'a single unknown value does not arrive');
      }
      const { id, arrived } = await received(t, [values.join(',')]);
      const kept = values.filter((value) => arrived.includes(value)).length;
      const where = { exchange: id, part: 'request-header', path: 'anthropic-beta' } as const;
      t.expect('MSG-HDR-05', kept === LONG, {
        expected: `all ${LONG} values`,
        actual: `${kept} of them, the last being ${arrived.at(-1) ?? 'none'}`,
        where,
      });
    },
  }),
];

export default checks;
