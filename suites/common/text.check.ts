import {
  type CheckContext,
  check,
  expectKept,
  expectServed,
  fixture,
  isServed,
  type JsonObject,
  MARK,
  type Trip,
} from '../../src/suite.ts';

/** A developer's session holds all of these; the API takes them all. */
const CHARACTERS = [
  'emoji 😀 and a family 👩‍👩‍👧‍👦 joined by U+200D',
  'four bytes 𝒳 𠮷 🀄',
  'right to left שלום עולם and مرحبا بالعالم',
  'line separator \u2028 and paragraph separator \u2029',
  'an escaped NUL \u0000 and a bell \u0007',
  'combined e\u0301 beside composed é',
  'a no-break space \u00a0 and a byte order mark \ufeff inside',
];
const ROCKET = '🚀';

/** Well-known examples from documentation and test suites, none of them anybody's. */
const PRIVATE_LOOKING = [
  'mail ada.lovelace@example.com',
  'card 4111 1111 1111 1111',
  'aws_access_key_id = AKIAIOSFODNN7EXAMPLE',
  'password: correct-horse-battery-staple',
  'phone +1 202 555 0143',
  'ssn 078-05-1120',
  'host 192.0.2.17 and iban GB82WEST12345698765432',
  'Authorization: Bearer example-token-0123456789abcdef',
];

/** More would only cost; five halvings find one fragment among thirty-two. */
const MAX_REQUESTS = 8;

interface Fragment {
  readonly name: string;
  readonly text: string;
}

function blocks(texts: readonly string[]): JsonObject[] {
  return [...texts, MARK].map((text) => ({ type: 'text', text }));
}

function sendTexts(t: CheckContext, fragments: readonly Fragment[]): Promise<Trip> {
  const content = blocks(fragments.map(({ text }) => text));
  return t.send(t.turn({ body: { messages: [{ role: 'user', content }] } }));
}

/** Halves a refused prompt down to one fragment that is refused alone; undefined when none is. */
async function culprit(t: CheckContext, refused: readonly Fragment[]): Promise<Fragment | undefined> {
  let suspects = refused;
  for (let sent = 1; sent < MAX_REQUESTS - 1 && suspects.length > 1; sent += 1) {
    const half = suspects.slice(0, Math.ceil(suspects.length / 2));
    const { client } = await sendTexts(t, half);
    suspects = isServed(client) ? suspects.slice(half.length) : half;
  }
  const { client } = await sendTexts(t, suspects);
  return isServed(client) ? undefined : suspects[0];
}

export default [
  // Damaged text goes into the files that Claude writes, or comes back as a 400 on every later turn.
  check({
    id: 'common/text/unicode',
    title: 'Characters of every kind arrive with their code points',
    requirements: ['MSG-BODY-13'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const content = blocks([...CHARACTERS, `a pair written as escapes ${ROCKET}`]);
      const serialise = (body: JsonObject) => JSON.stringify(body).replaceAll(ROCKET, '\\ud83d\\ude80');
      const trip = await t.send(t.turn({ body: { messages: [{ role: 'user', content }] }, serialise }));
      const paths = content.map((_, at) => `messages.0.content.${at}.text`);
      expectKept(t, 'MSG-BODY-13', trip, paths);
    },
  }),

  // A body decoded piece by piece breaks the character that lies across two pieces.
  check({
    id: 'common/text/unicode-across-chunks',
    title: 'Multi-byte characters survive wherever a long body is cut into pieces',
    requirements: ['MSG-BODY-13'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      // Three odd offsets, so that no even piece size spares all of them.
      const content = blocks(['', '.', '..'].map((offset) => offset + '漢😀'.repeat(12_000)));
      const trip = await t.send(t.turn({ body: { messages: [{ role: 'user', content }] } }));
      expectKept(t, 'MSG-BODY-13', trip, ['messages']);
    },
  }),

  // Claude edits files with the placeholder in them, and thinking that was bound to the text is refused.
  check({
    id: 'common/text/not-masked',
    title: 'Text that looks private arrives as it was written',
    requirements: ['MSG-BODY-11'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const content = blocks(PRIVATE_LOOKING);
      const trip = await t.send(t.turn({ body: { messages: [{ role: 'user', content }] } }));
      expectKept(t, 'MSG-BODY-11', trip, ['messages']);
    },
  }),

  // Firewall rules pass short tests and refuse real sessions, which are full of code and markup.
  check({
    id: 'common/text/source-code',
    title: 'Sixty kilobytes of code, markup, SQL and shell text are served and arrive intact',
    requirements: ['MSG-BODY-12'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const fragments = fixture<Fragment[]>('requests/developer-text.json');
      const trip = await sendTexts(t, fragments);
      if (isServed(trip.client)) {
        expectServed(t, 'MSG-BODY-12', trip, 'a prompt of source code');
        if (trip.arrivals.length > 0) expectKept(t, 'MSG-BODY-12', trip, ['messages']);
        return;
      }
      const found = await culprit(t, fragments);
      const which = found
        ? `the fragment "${found.name}" alone is refused, too`
        : 'each half alone is served';
      expectServed(t, 'MSG-BODY-12', trip, `a prompt of source code (${which})`);
    },
  }),

  // The same at the size of a long session, where inspectors give up or time out.
  check({
    id: 'common/text/source-code-500k',
    title: 'Half a megabyte of source code is served and arrives intact',
    requirements: ['MSG-BODY-12'],
    vantage: 'client',
    disturbs: 'none',
    slow: true,
    async run(t) {
      const fragments = fixture<Fragment[]>('requests/developer-text.json');
      const trip = await sendTexts(t, Array.from({ length: 9 }, () => fragments).flat());
      expectServed(t, 'MSG-BODY-12', trip, 'half a megabyte of source code');
      if (trip.arrivals.length > 0) expectKept(t, 'MSG-BODY-12', trip, ['messages']);
    },
  }),
];
