import {
  assistant,
  check,
  type Exchange,
  header,
  MARK,
  predictionOf,
  text,
  user,
  type Where,
} from '../../src/suite.ts';

/** Round robin shows on the second turn; a choice at random is missed once in eight runs over two accounts. */
const TURNS = 4;

/** An AWS signature with the access key and the region of its scope. */
const SCOPE = /^AWS4-HMAC-SHA256 .*Credential=([^/,\s]+)\/\d{8}\/([^/,\s]+)\//;

/**
 * What tells the accounts and regions of a provider apart in a request. Bearer tokens do not, nor do temporary keys
 * of AWS: they are renewed at any time, for the same account.
 */
function placesOf({ request: { headers, target } }: Exchange): readonly Place[] {
  const [, accessKey = '', region = ''] = SCOPE.exec(header(headers, 'authorization') ?? '') ?? [];
  const { project = '', location = '' } = predictionOf(target) ?? {};
  const inHeader = (path: string) => ({ part: 'request-header', path }) as const;
  const inPath = { part: 'request-line' } as const;
  return [
    ['key', header(headers, 'x-api-key') ?? '', inHeader('x-api-key')],
    ['access key of AWS', accessKey.startsWith('ASIA') ? '' : accessKey, inHeader('authorization')],
    ['region of AWS', region, inHeader('authorization')],
    ['project of Google Cloud', project, inPath],
    ['location of Google Cloud', location, inPath],
    ['workspace', header(headers, 'anthropic-workspace-id') ?? '', inHeader('anthropic-workspace-id')],
  ];
}

/** Something that stays the same for an account or region, its value, and where it stands. */
type Place = readonly [what: string, value: string, where: Where];

export default [
  // A prompt cache belongs to an account and a region, and so do thinking blocks: the next turn pays for all again.
  check({
    id: 'common/accounts/one-per-session',
    title: 'The turns of one session go to one account and one region',
    requirements: ['CACHE-05'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const session = t.invent('word');
      const more = {
        system: [{ type: 'text', text: `Session ${session}.`, cache_control: { type: 'ephemeral' } }],
        metadata: { user_id: JSON.stringify({ session_id: session }) },
        thinking: { type: 'enabled', budget_tokens: 1024 },
        max_tokens: 2048,
      };
      const thought = { type: 'thinking', thinking: 'A first step.', signature: 'c2lnbmVk' };
      const replayed = assistant(thought, text('Done.'));
      const arrivals: Exchange[] = [];
      for (let turn = 0; turn < TURNS; turn += 1) {
        const before = Array.from({ length: turn }, () => [user(text('Go on.')), replayed]).flat();
        const request = t.turn({
          body: { ...more, messages: [...before, user(text(`What comes next? ${MARK}`))] },
          headers: [['x-claude-code-session-id', session]],
        });
        arrivals.push(t.arrived(await t.send(request)));
      }

      const [first, ...later] = arrivals;
      const there = first ? placesOf(first) : [];
      for (const arrival of later) {
        for (const [at, [what, value, where]] of placesOf(arrival).entries()) {
          // The values may be secrets.
          t.expect('CACHE-05', value === there[at]?.[1], {
            expected: `the ${what} of the first turn of the session`,
            actual: 'another one, or none',
            where: { exchange: arrival.id, ...where },
          });
        }
      }
    },
  }),
];
