import {
  answerStream,
  assistant,
  check,
  errorOf,
  isServed,
  type JsonObject,
  MARK,
  messagesBody,
  outcome,
  text,
  user,
} from '../../src/suite.ts';
import { thought } from './samples.ts';

export default [
  // The API verifies what it signed: a turn with tools that thinks goes on only with its thoughts untouched.
  check({
    id: 'outside/thinking/replayed',
    title: 'A thought is accepted in the next turn as it came',
    requirements: ['MSG-BODY-06'],
    vantage: 'client',
    outside: true,
    disturbs: 'none',
    async run(t) {
      const answer = await thought(t);
      const content = answer && answerStream(answer).message()?.['content'];
      const blocks: readonly JsonObject[] = Array.isArray(content) ? content : [];
      const thoughts = blocks.filter(({ type }) => type === 'thinking');
      if (!answer || thoughts.length === 0) return t.inconclusive('the model did not think');
      if (thoughts.some(({ signature }) => !signature))
        t.blocked('outside/streams/signatures', 'a thought came without its signature');
      const { messages: asked, thinking = null, max_tokens = null } = messagesBody(answer) ?? {};
      const before = Array.isArray(asked) ? asked : [];
      const messages = [...before, assistant(...blocks), user(text(`And from 1 to 30? (${MARK})`))];
      const { client } = await t.send(t.turn({ body: { thinking, max_tokens, messages } }));
      const { message = '' } = errorOf(client) ?? {};
      if (!isServed(client) && !/signature|thinking/.test(message))
        t.inconclusive(`the next turn was refused for something else: ${outcome(client)}`);
      t.expect('MSG-BODY-06', isServed(client), {
        expected: 'the next turn is served',
        actual: `${outcome(client)}: the thought was altered on its way here or back`,
        where: { exchange: client.id, part: 'status' },
      });
    },
  }),
];
