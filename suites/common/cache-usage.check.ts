import { answerJson, check, type Exchange, expectRelayed, streamEvents, valueAt } from '../../src/suite.ts';

const USAGE = {
  input_tokens: 7,
  cache_creation_input_tokens: 1_200,
  cache_read_input_tokens: 34_000,
  cache_creation: { ephemeral_5m_input_tokens: 200, ephemeral_1h_input_tokens: 1_000 },
  output_tokens: 5,
};
const COUNTS = ['cache_creation_input_tokens', 'cache_read_input_tokens', 'cache_creation'];

export default [
  // Cost and context displays are computed from these numbers, and so is the moment of compaction.
  check({
    id: 'common/cache-usage/counts',
    title: 'Cache counts come back with their values, streamed or not',
    requirements: ['CACHE-06'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const answer = { message: { content: [{ type: 'text', text: 'Cached.' }], usage: USAGE } };
      const whole = await t.send(t.turn(), answer);
      const streamed = await t.send(t.turn({ stream: true }), answer);
      const inJson = (side: Exchange) => valueAt(answerJson(side), 'usage');
      const inStream = (side: Exchange) => valueAt(streamEvents(side)[0], 'message.usage');
      for (const [trip, usage] of [
        [whole, inJson],
        [streamed, inStream],
      ] as const) {
        if (valueAt(usage(trip.client), 'input_tokens') === undefined) {
          t.blocked('MSG-STR-19', 'no usage arrives at all');
        }
        for (const key of COUNTS) expectRelayed(t, 'CACHE-06', trip, (side) => valueAt(usage(side), key));
      }
    },
  }),
];
