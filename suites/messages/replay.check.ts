import {
  betasOf,
  betasWhere,
  bodyChanges,
  type CheckContext,
  check,
  type Exchange,
  expectKept,
  expectReplayed,
  headerList,
  type JsonDifference,
  type JsonObject,
  observe,
  oddlyWritten,
  recorded,
  replay,
  type Trip,
  type TurnSpec,
  takesUnknownBeta,
} from '../../src/suite.ts';

/** Requests of one kind of use, each a file of its own below `fixtures/requests`; no format has them all. */
const SESSION = [
  'main-turn',
  'interactive-main',
  'tool-result',
  'tool-result-denied',
  'parallel-tool-results',
  'tool-search',
  'thinking-history',
  'continue-session',
  'subagent',
  'compaction',
];
const OPTIONS = [
  'safeguards',
  'cache-1h',
  'fine-grained-tools',
  'json-schema',
  'hint-headers',
  'bare',
  'service-tier',
];
const MODELS = ['haiku', 'sonnet-4-5', 'context-1m', 'no-experimental-betas'];
const BACKGROUND = ['title', 'web-search', 'classifier', 'nonstream-fallback', 'probe'];
/** One of each set of beta values among them. */
const BETA_SETS = [
  'main-turn',
  'compaction',
  'cache-1h',
  'bare',
  ...MODELS,
  'title',
  'web-search',
  'classifier',
];
/** In every set; a gateway that loses it loses all. */
const CONTROL = 'claude-code-20250219';

/** Those of the names under which the target's format has a recorded request. */
function known(t: CheckContext, names: readonly string[]): readonly string[] {
  return names.filter((name) => recorded(t.target).has(name));
}

/** The text of a recorded body that does not ask for a stream. */
function withoutStream({ serialise }: TurnSpec): (body: JsonObject) => string {
  return (body) => {
    const text = serialise?.(body) ?? JSON.stringify(body);
    const recorded = JSON.parse(text);
    return JSON.stringify('stream' in recorded ? { ...recorded, stream: false } : recorded);
  };
}

/** What did not arrive as it was sent; whether a stream is asked for is judged by MSG-STR-24. */
function losses(trip: Trip, arrival: Exchange): readonly JsonDifference[] {
  return bodyChanges(trip, arrival).meaning.filter(({ kind, path }) => kind !== 'added' && path !== 'stream');
}

/** An entry more in a list; added members, and beta values in a body, have checks of their own. */
function isAddedEntry({ kind, path }: JsonDifference): boolean {
  return kind === 'added' && /\.\d+$/.test(path) && !path.startsWith('anthropic_beta.');
}

/** `stream: false` says no more than its absence, and belongs to the bytes all the same. */
function isLostDefault({ kind, path, sent }: JsonDifference): boolean {
  return kind === 'removed' && path === 'stream' && sent === 'false';
}

export default [
  // Real turns combine everything at once: a gateway that passes each part can still trip on the whole.
  check({
    id: 'messages/replay/session',
    title: 'The turns of a Claude Code session arrive as they were sent',
    requirements: ['MSG-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    run: (t) => expectReplayed(t, known(t, SESSION)),
  }),

  // Each of them adds a field, a header or a form of its own.
  check({
    id: 'messages/replay/options',
    title: 'Turns with the options of Claude Code arrive as they were sent',
    requirements: ['MSG-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    run: (t) => expectReplayed(t, known(t, OPTIONS)),
  }),

  // Other models and a reduced feature set give the request another shape.
  check({
    id: 'messages/replay/models',
    title: 'Turns for other models and with fewer features arrive as they were sent',
    requirements: ['MSG-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    run: (t) => expectReplayed(t, known(t, MODELS)),
  }),

  // Titles, searches and checks run beside the session; when they fail the chat still works.
  check({
    id: 'messages/replay/background',
    title: 'Background requests of Claude Code arrive as they were sent',
    requirements: ['MSG-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    run: (t) => expectReplayed(t, known(t, BACKGROUND)),
  }),

  // The fallback of a failed stream repeats the turn without streaming, where gateways have another handler.
  check({
    id: 'messages/replay/without-streaming',
    title: 'What arrives of a streamed turn arrives without streaming, too',
    requirements: ['MSG-BODY-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      let isCompared = false;
      for (const name of known(t, [...SESSION, ...OPTIONS, ...MODELS])) {
        const spec = replay(name, t.target);
        const streamed = await t.send(t.turn(spec));
        const plain = await t.send(t.turn({ ...spec, stream: false, serialise: withoutStream(spec) }));
        const [[inStream], [arrival]] = [streamed.arrivals, plain.arrivals];
        // What happens to the streamed turn is the finding of the checks above.
        if (!inStream || !arrival || losses(streamed, inStream).length > 0) continue;
        isCompared = true;
        const lost = losses(plain, arrival).map((one) => ({
          ...one,
          sent: `in the ${name} request without streaming: ${one.sent}`,
        }));
        observe(t, 'MSG-BODY-01', arrival, lost);
        if (lost.length > 0) return;
      }
      if (!isCompared) t.blocked('messages/replay/session', 'the same happens to streamed turns');
    },
  }),

  // Some gateways print only some bodies anew: those of streams, or those with tools that they look into.
  check({
    id: 'messages/replay/same-text',
    title: 'The requests of Claude Code arrive as they were written, whatever they are for',
    requirements: ['MSG-BODY-02', 'MSG-BODY-15'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const plain = await t.send(t.turn({ serialise: oddlyWritten }));
      const habits = bodyChanges(plain, t.arrived(plain));
      if (habits.text.length > 0) t.blocked('common/bytes/same-text', 'every body is printed anew');
      if (habits.meaning.length > 0) t.blocked('MSG-BODY-01', 'a plain body is changed, too');
      let isCompared = false;
      for (const name of known(t, [...SESSION, ...OPTIONS, ...MODELS, ...BACKGROUND])) {
        const spec = replay(name, t.target);
        for (const turn of [spec, { ...spec, stream: false, serialise: withoutStream(spec) }]) {
          const trip = await t.send(t.turn(turn));
          const [arrival] = trip.arrivals;
          if (!arrival) continue;
          const { meaning, numbers, text } = bodyChanges(trip, arrival);
          // Vertex has a row for `stream` in the body.
          const isDefault = (one: JsonDifference) => t.format !== 'vertex' && isLostDefault(one);
          const kept = meaning.filter((one) => isAddedEntry(one) || isDefault(one));
          // What else is lost or changed is the finding of the checks above.
          if (meaning.length > kept.length) continue;
          const inIt = (changes: readonly JsonDifference[]): JsonDifference[] =>
            changes.map((one) => ({ ...one, sent: `in the ${name} request: ${one.sent ?? 'nothing'}` }));
          observe(t, 'MSG-BODY-02', arrival, inIt([...kept, ...text]));
          observe(t, 'MSG-BODY-15', arrival, inIt(numbers));
          if (kept.length + text.length + numbers.length > 0) return;
          isCompared = true;
        }
      }
      if (!isCompared) t.blocked('messages/replay/session', 'none of them arrives with what it says');
    },
  }),

  // `/context` counts each tool; the body has neither max_tokens nor metadata.
  check({
    id: 'messages/replay/count-tokens',
    title: 'The token count of Claude Code arrives as it was sent',
    requirements: ['CNT-03'],
    vantage: 'upstream',
    needs: ['count_tokens'],
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn(replay('count-tokens', t.target)), { input_tokens: 1_234 });
      if (trip.arrivals.length === 0) t.skip('not forwarded; CNT-01 and CNT-02 judge how it is answered');
      expectKept(t, 'CNT-03', trip, ['']);
    },
  }),

  // The set of values depends on the model and on what the request is for; some gateways filter by either.
  check({
    id: 'messages/replay/beta-values',
    title: 'The beta values of every kind of request arrive with it',
    requirements: ['MSG-HDR-01'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const name of known(t, BETA_SETS)) {
        const { headers = [], query = '' } = replay(name, t.target);
        const trip = await t.send(t.turn({ headers, query }));
        const [arrival] = trip.arrivals;
        // Requests that are refused are the finding of the checks above.
        if (!arrival) continue;
        const arrived = betasOf(arrival);
        if (!arrived.includes(CONTROL)) t.blocked('messages/betas/every-value', 'no set arrives');
        const sent = headerList(trip.request.headers, 'anthropic-beta');
        const lost = sent.filter((value) => !arrived.includes(value));
        if (lost.length > 0 && !(await takesUnknownBeta(t))) {
          t.blocked('messages/betas/unknown-value', 'values outside a list do not arrive');
        }
        t.expect('MSG-HDR-01', lost.length === 0, {
          expected: `the values of the ${name} request: ${sent.join(', ')}`,
          actual: `without ${lost.join(', ')}`,
          where: betasWhere(arrival),
        });
      }
    },
  }),
];
