import {
  type CheckContext,
  check,
  type Exchange,
  messageEnd,
  messageStart,
  streamEvents,
  textBlock,
  valueAt,
} from '../../src/suite.ts';
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

/** Milliseconds of each pause in a played stream; who seems to collect it gets another one, with longer pauses. */
const PAUSES = [100, 400, 1_600] as const;
const WORDS = textBlock(0, 'One. ', 'Two.');

/** Milliseconds after which an event of this type was there. */
function arrivalOf(answer: Exchange, type: string): number {
  const { response } = answer;
  const { chunks } = response;
  const at = chunks.findIndex((_, i) => {
    const sofar = { ...answer, response: { ...response, chunks: chunks.slice(0, i + 1) } };
    return streamEvents(sofar).some((event) => event['type'] === type);
  });
  return chunks[at]?.ms ?? 0;
}

/** Has a stream pause behind its start and behind its first words, until the first pause comes through or is lost. */
async function paused(t: CheckContext) {
  let seen: { readonly client: Exchange; readonly isKept: boolean; readonly isBuffered: boolean } | undefined;
  for (const delay of PAUSES) {
    const steps = [
      messageStart(),
      { delay },
      ...WORDS.slice(0, 2),
      { delay },
      ...WORDS.slice(2),
      ...messageEnd(),
    ];
    const { client } = await t.send(t.turn({ stream: true }), { steps });
    const start = arrivalOf(client, 'message_start');
    const isKept = arrivalOf(client, 'content_block_delta') - start > delay / 2;
    seen = { client, isKept, isBuffered: arrivalOf(client, 'message_stop') - start < delay / 2 };
    if (isKept) break;
  }
  return seen;
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

  // Until the headers are there the deadline for the first byte runs, and a slow prompt is paid for twice.
  check({
    id: 'outside/pace/start-not-held',
    title: 'The start of a stream does not wait for its first words',
    requirements: ['MSG-STR-02b'],
    vantage: 'client',
    outside: true,
    rehearsable: true,
    disturbs: 'none',
    async run(t) {
      const seen = await paused(t);
      if (seen?.client.response.status !== 200) return t.inconclusive('the stream is not served');
      if (seen.isBuffered) t.blocked('MSG-STR-02', 'the stream is buffered');
      t.expect('MSG-STR-02b', seen.isKept, {
        expected: 'message_start at once, and the first words after a pause',
        actual: 'the start came together with the first words, three times',
        where: { exchange: seen.client.id, part: 'event', event: 0 },
      });
    },
  }),
];
