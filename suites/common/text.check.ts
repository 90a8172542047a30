import { check, expectKept, type JsonObject, MARK } from '../../src/suite.ts';

/** A developer's session holds all of these; the API takes them all. */
const CHARACTERS = [
  'emoji 😀 and a family 👩‍👩‍👧‍👦 joined by U+200D',
  'four bytes 𝒳 𠮷 🀄',
  'right to left שלום עולם and مرحبا بالعالم',
  'line separator \u2028 and paragraph separator \u2029',
  'an escaped NUL \u0000 and a bell \u0007',
  'combined e\u0301 beside composed é',
  'a no-break space \u00a0 and a byte order mark \ufeff inside',
  'typographic quotes “so” and ‘so’, a dash – and an ellipsis …',
  'lines of Windows\r\nand four line feeds\n\n\n\nand a tab\t and two blanks  \n',
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

function blocks(texts: readonly string[]): JsonObject[] {
  return [...texts, MARK].map((text) => ({ type: 'text', text }));
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
];
