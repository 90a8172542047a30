import {
  answerBytes,
  answerJson,
  type CheckContext,
  check,
  type Exchange,
  expectRelayed,
  type JsonObject,
  messageEnd,
  messageStart,
  providerOf,
  streamEvents,
  type Trip,
  textBlock,
  valueAt,
} from '../../src/suite.ts';

const START = {
  input_tokens: 11,
  cache_creation_input_tokens: 2_222,
  cache_read_input_tokens: 33_333,
  cache_creation: { ephemeral_5m_input_tokens: 222, ephemeral_1h_input_tokens: 2_000 },
  output_tokens: 1,
};
const END = { ...START, output_tokens: 4_444 };
const COUNTS = [
  'input_tokens',
  'output_tokens',
  'cache_creation_input_tokens',
  'cache_read_input_tokens',
  'cache_creation',
];

function counts(usage: unknown): JsonObject {
  return Object.fromEntries(COUNTS.map((name) => [name, Object(usage)[name] ?? null]));
}

function streamUsage(exchange: Exchange): JsonObject {
  const events = streamEvents(exchange);
  const first = events.find(({ type }) => type === 'message_start');
  const last = events.findLast(({ type }) => type === 'message_delta');
  return { start: counts(valueAt(first, 'message.usage')), end: counts(last?.['usage']) };
}

async function streamed(t: CheckContext): Promise<Trip> {
  const steps = [messageStart(START), ...textBlock(0, 'Counted.'), ...messageEnd('end_turn', END)];
  return t.send(t.turn({ stream: true }), { steps });
}

async function whole(t: CheckContext): Promise<Trip> {
  const content = [{ type: 'text', text: 'Counted.' }];
  return t.send(t.turn(), { message: { content, usage: END } });
}

export default [
  // Compaction, the context display and the cost of a session are made of these numbers.
  check({
    id: 'bridge/usage/counts',
    title: 'Input, output and cache counts arrive as the provider gave them',
    requirements: ['BRG-08'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      expectRelayed(t, 'BRG-08', await streamed(t), streamUsage);
      expectRelayed(t, 'BRG-08', await whole(t), (exchange) => counts(answerJson(exchange)?.['usage']));
    },
  }),

  // Stricter clients than Claude Code refuse an event with a field of another API.
  check({
    id: 'bridge/usage/no-metrics',
    title: "The provider's own metrics are not in the answer",
    requirements: ['BRG-08b'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      if (providerOf(t) !== 'bedrock') t.skip('the upstream adds no metrics of its own');
      const { client } = await streamed(t);
      const found = /"(amazon-bedrock-[\w-]+)"/.exec(answerBytes(client).toString())?.[1];
      t.expect('BRG-08b', found === undefined, {
        expected: 'no field of Bedrock',
        actual: String(found),
        where: { exchange: client.id, part: 'event', event: streamEvents(client).length - 1 },
      });
    },
  }),
];
