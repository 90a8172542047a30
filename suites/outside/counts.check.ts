import { check, countOf, MARK, outcome, streamEvents, text, user, valueAt } from '../../src/suite.ts';
import { isObject, total } from './judgements.ts';
import { answered, COUNT, TEXT } from './samples.ts';

/** The count is an estimate by its own account; guesses from the length of the body are off by far more. */
const TOLERANCE = 0.2;

export default [
  // What is not served makes the client guess how full its window is.
  check({
    id: 'outside/counts/served',
    title: 'Tokens are counted where the provider of the format counts them',
    requirements: ['BDR-EP-04', 'VTX-EP-03'],
    needs: ['count_tokens'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const { client } = await t.sample(COUNT);
      const isAbsent = client.response.status === 404 && t.target.features.count_tokens !== 'yes';
      if (isAbsent) t.skip('the target counts nothing, and declares nothing else');
      for (const requirement of ['BDR-EP-04', 'VTX-EP-03'] as const) {
        t.expect(requirement, countOf(client) !== undefined, {
          expected: 'a count',
          actual: outcome(client),
          where: { exchange: client.id, part: 'status' },
        });
      }
    },
  }),

  check({
    id: 'outside/counts/agree-with-usage',
    title: 'A count is what the message is then said to hold',
    requirements: ['CNT-04'],
    needs: ['count_tokens'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const counted = await answered(t, COUNT);
      const count = countOf(counted) ?? Number.NaN;
      const start = streamEvents(await answered(t, TEXT)).find(({ type }) => type === 'message_start');
      const usage = valueAt(start, 'message.usage');
      const held = isObject(usage) ? total(usage) : 0;
      if (held === 0) t.blocked('outside/streams/usage', 'no usage to compare with');
      t.expect('CNT-04', Math.abs(count - held) <= held * TOLERANCE, {
        expected: `about ${held}, as the usage of the same message has it`,
        actual: String(count),
        where: { exchange: counted.id, part: 'response-body', path: 'input_tokens' },
      });
    },
  }),

  // A budget for thinking is larger than the one token for which a message would be asked instead.
  check({
    id: 'outside/counts/no-generation',
    title: 'A request that thinks is counted without being asked',
    requirements: ['CNT-02b'],
    needs: ['count_tokens'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      await answered(t, COUNT);
      const messages = [user(text(`${'How many tokens are there in these few words? '.repeat(8)}(${MARK})`))];
      const ask = (body: Parameters<typeof t.turn>[0]) =>
        t.send(t.turn({ ...body, operation: 'count_tokens' })).then(({ client }) => client);
      const plain = await ask({ body: { messages } });
      const budget = { type: 'enabled', budget_tokens: 8_000 };
      const thinking = await ask({ body: { messages, thinking: budget } });
      if (thinking.response.status === 400)
        t.inconclusive(`the model does not think so: ${outcome(thinking)}`);
      const [few, many] = [countOf(plain) ?? 0, countOf(thinking) ?? 0];
      t.expect('CNT-02b', many >= few / 2, {
        expected: `a count of about ${few}, as without the budget`,
        actual: countOf(thinking) === undefined ? outcome(thinking) : String(many),
        where: { exchange: thinking.id, part: 'response-body', path: 'input_tokens' },
      });
    },
  }),
];
