import {
  answerJson,
  type CheckContext,
  check,
  expectRelayed,
  type Json,
  meansTheSame,
  messageEnd,
  messageStart,
  streamEvents,
  type Trip,
  textBlock,
  valueAt,
} from '../../src/suite.ts';

/** No two sums of these are alike, so that a wrong number tells how it was made. */
const START = {
  input_tokens: 7,
  cache_creation_input_tokens: 300,
  cache_read_input_tokens: 2_000,
  cache_creation: { ephemeral_5m_input_tokens: 100, ephemeral_1h_input_tokens: 200 },
  output_tokens: 3,
};
/** Running totals; only output has grown. */
const END = {
  input_tokens: 7,
  cache_creation_input_tokens: 300,
  cache_read_input_tokens: 2_000,
  output_tokens: 542,
  server_tool_use: { web_search_requests: 2, web_fetch_requests: 0 },
  output_tokens_details: { thinking_tokens: 40 },
};
const WITH_CACHE = [2_007, 307, 2_307];
const SUMMED = { input_tokens: 14, output_tokens: 545 };

/** Sends a stream with that usage; gives the usage that the client got at its start and at its end. */
async function stream(
  t: CheckContext,
): Promise<{ trip: Trip; start: Json | undefined; end: Json | undefined }> {
  const steps = [messageStart(START), ...textBlock(0, 'Counted.'), ...messageEnd('end_turn', END)];
  const trip = await t.send(t.turn({ stream: true }), { steps });
  t.arrived(trip);
  const events = streamEvents(trip.client);
  const start = valueAt(
    events.find(({ type }) => type === 'message_start'),
    'message.usage',
  );
  return { trip, start, end: events.findLast(({ type }) => type === 'message_delta')?.['usage'] };
}

export default [
  // With 0 the context display stays empty and compaction never starts: the session runs into its limit.
  check({
    id: 'common/usage/input-at-start',
    title: 'message_start carries the input tokens that the upstream counted',
    requirements: ['MSG-STR-19'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { trip, start } = await stream(t);

      const input = valueAt(start, 'input_tokens');
      if (WITH_CACHE.some((sum) => sum === input))
        t.blocked('common/usage/input-without-cache', 'the number has cached tokens in it');
      t.expect('MSG-STR-19', input === START.input_tokens, {
        expected: `input_tokens ${START.input_tokens} in message_start`,
        actual: start ? `input_tokens ${input}` : 'no usage in message_start',
        where: { exchange: trip.client.id, part: 'event', event: 0, path: 'message.usage.input_tokens' },
      });
    },
  }),

  // What was read from the cache is counted again: the context looks full and is compacted too early.
  check({
    id: 'common/usage/input-without-cache',
    title: 'input_tokens does not include what was read from or written to the cache',
    requirements: ['MSG-STR-19'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { trip, start, end } = await stream(t);

      for (const usage of [start, end]) {
        const input = valueAt(usage, 'input_tokens');
        t.expect('MSG-STR-19', !WITH_CACHE.some((sum) => sum === input), {
          expected: `input_tokens ${START.input_tokens} beside the cache counts`,
          actual: `input_tokens ${input}, a sum with cache counts`,
          where: { exchange: trip.client.id, part: 'event', path: 'usage.input_tokens' },
        });
      }
    },
  }),

  // The final numbers are what the turn cost; without them only the first token or two are counted.
  check({
    id: 'common/usage/output-at-end',
    title: 'message_delta carries the output tokens of the whole answer',
    requirements: ['MSG-STR-19'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { trip, end } = await stream(t);

      const output = valueAt(end, 'output_tokens');
      if (output === SUMMED.output_tokens)
        t.blocked('common/usage/totals-not-added-up', 'the number is a sum');
      t.expect('MSG-STR-19', output === END.output_tokens, {
        expected: `output_tokens ${END.output_tokens} in the last message_delta`,
        actual: end ? `output_tokens ${output}` : 'no usage in message_delta',
        where: { exchange: trip.client.id, part: 'event', path: 'usage.output_tokens' },
      });
    },
  }),

  // The counts of message_delta are totals; added to those of message_start the cost doubles.
  check({
    id: 'common/usage/totals-not-added-up',
    title: 'The running totals of message_delta are not added to those of message_start',
    requirements: ['MSG-STR-19'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { trip, end } = await stream(t);

      for (const [key, sum] of Object.entries(SUMMED)) {
        t.expect('MSG-STR-19', valueAt(end, key) !== sum, {
          expected: `the total that the upstream gave as ${key}`,
          actual: `${sum}, the sum of message_start and message_delta`,
          where: { exchange: trip.client.id, part: 'event', path: `usage.${key}` },
        });
      }
    },
  }),

  // Server tools and thinking are billed by their own counts.
  check({
    id: 'common/usage/details',
    title: 'Counts of cache, server tools and thinking stand where the upstream put them',
    requirements: ['MSG-STR-19'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { trip, start, end } = await stream(t);

      if (start === undefined || end === undefined)
        t.blocked('common/usage/input-at-start', 'usage is missing as a whole');
      for (const [place, sent, got, count] of [
        ['message_start', START, start, 'input_tokens'],
        ['message_delta', END, end, 'output_tokens'],
      ] as const) {
        // Input at the start, output at the end, and what was added up have checks of their own.
        const input = valueAt(got, 'input_tokens');
        const isKnown = [...WITH_CACHE, SUMMED.input_tokens].some((sum) => sum === input);
        const isCounted = valueAt(got, count) === sent[count] && !isKnown;
        const left = isCounted ? { [count]: null } : { input_tokens: null, output_tokens: null };
        const details = (usage: Json | undefined) => ({ ...Object(usage), ...left });
        t.expect('MSG-STR-19', meansTheSame(details(sent), details(got)), {
          expected: JSON.stringify(details(sent)),
          actual: JSON.stringify(details(got)),
          where: { exchange: trip.client.id, part: 'event', path: `${place} usage` },
        });
      }
    },
  }),

  // The fallback of a failed stream has its usage in one place, and the same readers.
  check({
    id: 'common/usage/in-json',
    title: 'A JSON answer carries the usage of the upstream',
    requirements: ['MSG-STR-19'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const content = [{ type: 'text', text: 'Counted.' }];
      const trip = await t.send(t.turn(), { message: { content, usage: { ...START, ...END } } });

      expectRelayed(t, 'MSG-STR-19', trip, (exchange) => answerJson(exchange)?.['usage']);
    },
  }),
];
