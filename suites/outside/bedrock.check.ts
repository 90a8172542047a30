import {
  check,
  errorOf,
  expectTaken,
  header,
  outcome,
  planted,
  STRAY_RESULT,
  STRAY_WORDS,
} from '../../src/suite.ts';
import { expectRefusedAt } from './accepted.ts';

/** Nobody's: Bedrock knows its form, and that it is not there. */
const PROFILE = 'arn:aws:bedrock:us-east-1:123456789012:application-inference-profile/k7m2q9x4w1zt';

export default [
  // An ARN holds a slash. A path that was decoded on the way is one of an operation that Bedrock does not have.
  check({
    id: 'outside/bedrock/one-segment',
    title: 'An ARN with an escaped slash reaches Bedrock as one segment',
    requirements: ['BDR-EP-03'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await t.controls();
      const { client } = await t.send(t.turn(planted(STRAY_RESULT, { model: PROFILE })));
      const type = header(client.response.headers, 'x-amzn-errortype') ?? '';
      const isSplit = /^UnknownOperation/.test(type);
      t.expect('BDR-EP-03', !isSplit, {
        expected: 'an answer about the model, or about the request',
        actual: `${type || 'no error type'}: ${outcome(client)}`,
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),

  // Who guesses from the id what a model can do guesses wrong for profiles. Bedrock refuses one that is not there.
  check({
    id: 'outside/bedrock/opaque-id',
    title: 'A body for an id that says nothing reaches Bedrock like any other',
    requirements: ['MSG-BODY-01'],
    formats: ['bedrock'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const known = Object.keys(t.target.models).find((name) => name.startsWith('arn:'));
      const model = known ?? PROFILE;
      const { client } = await t.send(t.turn(planted(STRAY_RESULT, { model })));
      const { message = '' } = errorOf(client) ?? {};
      if (!STRAY_WORDS.every((word) => message.includes(word)))
        t.inconclusive(`no profile is known that is served: ${outcome(client)}`);
      const field = t.invent('field');
      await expectRefusedAt(t, 'MSG-BODY-01', `thinking.adaptive.${field}`, {
        what: 'an unknown setting of thinking, under an ARN,',
        places: { model, thinking: { type: 'adaptive', [field]: 1 } },
        own: [field],
      });
    },
  }),

  // Older SDKs send a header of Messages, too; the version in the body decides which parameters there are.
  check({
    id: 'outside/bedrock/version-of-the-body',
    title: 'The version in the body counts, whatever a header says',
    requirements: ['BDR-HDR-03'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    run: (t) =>
      expectTaken(t, 'BDR-HDR-03', {
        what: 'a temperature under the version of the body',
        places: { temperature: 0.5 },
        more: { headers: [['anthropic-version', '2026-10-21']] },
        own: ['temperature', 'anthropic_version'],
      }),
  }),
];
