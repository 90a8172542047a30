import { check, type Exchange, streamEvents, valueAt } from '../../src/suite.ts';
import { answered, TEXT, TEXT_AGAIN } from './samples.ts';

/** Tokens that no model generates in a millisecond; fast ones need several milliseconds for one. */
const FASTER_THAN_ANY = 10;
/** Fewer come in one breath of the network. */
const ENOUGH = 100;

/** Milliseconds from the first byte of a stream to its last, and the tokens that came in that time. */
function spread(answer: Exchange): { readonly ms: number; readonly tokens: number } {
  const { chunks } = answer.response;
  const end = streamEvents(answer).findLast(({ type }) => type === 'message_delta');
  const ms = (chunks.at(-1)?.ms ?? 0) - (chunks[0]?.ms ?? 0);
  return { ms, tokens: Number(valueAt(end, 'usage.output_tokens') ?? 0) };
}

export default [
  // By the clock, but with a wide margin, and only when it is seen twice.
  check({
    id: 'outside/pace/over-time',
    title: 'A long stream comes over time and not all at once',
    requirements: ['MSG-STR-02', 'BDR-STR-03'],
    vantage: 'client',
    outside: true,
    disturbs: 'stream',
    async run(t) {
      let answer = await answered(t, TEXT);
      let { ms, tokens } = spread(answer);
      if (tokens < ENOUGH) t.inconclusive(`an answer of ${tokens} tokens is too short to see how it comes`);
      if (tokens > ms * FASTER_THAN_ANY) {
        answer = await answered(t, TEXT_AGAIN);
        ({ ms, tokens } = spread(answer));
      }
      for (const requirement of ['MSG-STR-02', 'BDR-STR-03'] as const) {
        t.expect(requirement, tokens <= ms * FASTER_THAN_ANY, {
          expected: 'events as they are generated',
          actual: `${tokens} tokens within ${ms.toFixed(0)} ms, twice: they were collected first`,
          where: { exchange: answer.id, part: 'response-body' },
        });
      }
    },
  }),
];
