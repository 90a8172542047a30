import {
  assistant,
  blockPaths,
  type Check,
  check,
  expectKept,
  expectNothingAdded,
  MARK,
  text,
  user,
} from '../../src/suite.ts';

/** Long as those of real turns with much thinking are; a field limit of the gateway would cut it. */
const SIGNATURE = `Eq${'uT3/hVb+0aKx9LmQ'.repeat(160)}==`;

const checks: Check[] = [
  // The API verifies every block of thinking; one character off and the turn is refused.
  check({
    id: 'common/thinking-history/thinking',
    title: 'Thinking of earlier turns arrives character for character',
    requirements: ['MSG-BODY-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const first = {
        type: 'thinking',
        thinking: 'Look at the parser first.\n\n  Then the tests. ',
        signature: SIGNATURE,
      };
      const hidden = { type: 'thinking', thinking: '', signature: `${SIGNATURE.slice(0, 300)}+/=` };
      const messages = [
        user(text('Fix the parser.')),
        assistant(first, text('I looked at it.')),
        user(text('And the tests?')),
        assistant({ ...first, thinking: 'Run them.' }, text('They run.')),
        user(text('With what result?')),
        // Thinking last: some gateways mark the last block for the cache, whatever it is.
        assistant({ ...first, thinking: 'Read what they print.' }, text('They pass.'), hidden),
        user(text(MARK)),
      ];
      const thinking = [1, 3, 5].map((at) => `messages.${at}.content.0`).concat('messages.5.content.2');
      const isTouched = (path: string) => thinking.some((block) => path.startsWith(`${block}.`));
      for (const stream of [false, true]) {
        const trip = await t.send(t.turn({ stream, body: { messages } }));
        expectKept(t, 'MSG-BODY-06', trip, thinking);
        expectNothingAdded(t, 'MSG-BODY-06', trip, isTouched);
      }
    },
  }),

  // Encrypted thinking has only `data`; a union of block types that lacks it refuses the history.
  check({
    id: 'common/thinking-history/redacted-thinking',
    title: 'Redacted thinking of earlier turns arrives',
    requirements: ['MSG-BODY-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const redacted = { type: 'redacted_thinking', data: SIGNATURE };
      const messages = [user(text('Go on.')), assistant(redacted, text('Done.')), user(text(MARK))];
      const trip = await t.send(t.turn({ body: { messages } }));
      expectKept(t, 'MSG-BODY-06', trip, blockPaths(1, 1));
    },
  }),
];

export default checks;
