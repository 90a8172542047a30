import {
  bodyChanges,
  type CheckContext,
  check,
  type Exchange,
  expectServed,
  messagesBody,
  type Trip,
  valueAt,
} from '../../src/suite.ts';

/** The literal form in which Claude Code sends it; the API takes it out by its place and beginning. */
const BLOCK = 'x-anthropic-billing-header: cc_version=2.1.330.a7c; cc_entrypoint=cli;';
const SYSTEM = [BLOCK, 'You help with code.', 'The project is a parser.'].map((text) => ({
  type: 'text',
  text,
}));

interface Arrived {
  readonly trip: Trip;
  readonly arrival: Exchange;
  /** Texts of the system entries upstream. */
  readonly texts: readonly string[];
  /** Index of the entry that is the block, or contains it; -1 when it is gone. */
  readonly at: number;
}

async function systemUpstream(t: CheckContext): Promise<Arrived> {
  const trip = await t.send(t.turn({ body: { system: SYSTEM } }));
  const arrival = t.arrived(trip);
  const { system } = messagesBody(arrival);
  if (!Array.isArray(system)) return t.blocked('MSG-BODY-03', 'system did not arrive as a list');
  const texts = system.map((entry) => String(valueAt(entry, 'text')));
  return { trip, arrival, texts, at: texts.findIndex((text) => text.includes(BLOCK)) };
}

function seen({ arrival, texts }: Arrived, expected: string) {
  const actual = texts.map((text, at) => `${at}: ${text.slice(0, 80)}`).join(' | ');
  return { expected, actual, where: { exchange: arrival.id, part: 'request-body', path: 'system' } } as const;
}

export default [
  // The API removes the block by its place. Anywhere else it becomes prompt, and part of the cache key.
  check({
    id: 'common/system-block/first-entry',
    title: 'The attribution block is the first system entry, alone and unchanged',
    requirements: ['SYS-01', 'SYS-03'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const found = await systemUpstream(t);
      if (found.at < 0) t.blocked('SYS-04', 'the block is gone');
      if (found.texts[found.at] !== BLOCK) t.blocked('SYS-02', 'it is joined to other text');
      t.expect('SYS-03', found.at === 0, seen(found, 'nothing in front of the block'));
      const { meaning } = bodyChanges(found.trip, found.arrival);
      const inner = meaning.filter(({ kind, path }) => kind !== 'added' && /^system\.[12]\b/.test(path));
      t.expect('SYS-01', inner.length === 0, seen(found, 'the entries behind it as they were sent'));
    },
  }),

  // The API drops a merged entry as a whole, and the system prompt goes with it.
  check({
    id: 'common/system-block/own-entry',
    title: 'No text is joined to the attribution block',
    requirements: ['SYS-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const found = await systemUpstream(t);
      if (found.at < 0) t.blocked('SYS-04', 'the block is gone');
      t.expect('SYS-02', found.texts[found.at] === BLOCK, seen(found, 'the block as an entry of its own'));
    },
  }),

  // Without it usage cannot be attributed, and checks of auto mode may be declined.
  check({
    id: 'common/system-block/kept',
    title: 'The attribution block is not taken out',
    requirements: ['SYS-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const found = await systemUpstream(t);
      t.expect('SYS-04', found.at >= 0, seen(found, 'the block among the entries'));
    },
  }),

  // Older releases, other clients and those who switched it off send none.
  check({
    id: 'common/system-block/not-required',
    title: 'A request without the attribution block is served',
    requirements: ['SYS-06'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn({ body: { system: SYSTEM.slice(1) }, unbilled: true }));
      expectServed(t, 'SYS-06', trip, 'a request without the block');
    },
  }),
];
