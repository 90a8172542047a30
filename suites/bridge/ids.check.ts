import {
  answerJson,
  answerStream,
  assistant,
  type CheckContext,
  check,
  type Exchange,
  expectRelayed,
  type JsonObject,
  MARK,
  messageEnd,
  messageStart,
  messagesBody,
  text,
  toolBlock,
  user,
  valueAt,
} from '../../src/suite.ts';

const CALLS = ['toolu_bdrk_01BridgeFirst', 'toolu_vrtx_01BridgeSecond'] as const;
const CONTENT = CALLS.map((id, i) => ({ type: 'tool_use', id, name: 'Read', input: { page: i } }));
const TOOLS = [{ name: 'Read', input_schema: { type: 'object', properties: { page: { type: 'number' } } } }];

/** Who a message is, and the ids of its calls. */
function identity(message: JsonObject | undefined): JsonObject {
  const { id = null, type = null, role = null, content } = message ?? {};
  const blocks = Array.isArray(content) ? content : [];
  return { id, type, role, calls: blocks.map((block) => valueAt(block, 'id') ?? null) };
}

/** The answer with both calls, streamed or whole, as one side saw it. */
async function called(t: CheckContext, stream: boolean) {
  const fragments = CALLS.map((id, i) => toolBlock(i, id, 'Read', `{"page":${i}}`));
  const answer = stream
    ? { steps: [messageStart(), ...fragments.flat(), ...messageEnd('tool_use')] }
    : { message: { content: CONTENT, stop_reason: 'tool_use' } };
  const trip = await t.send(t.turn({ stream, body: { tools: TOOLS } }), answer);
  const messageOf = (exchange: Exchange) =>
    stream ? answerStream(exchange).message() : answerJson(exchange);
  return { trip, messageOf };
}

export default [
  // Transcripts, hooks and support look a message up by its id.
  check({
    id: 'bridge/ids/as-given',
    title: 'Id, type and role of a message and the ids of its calls are those of the provider',
    requirements: ['BRG-13'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const stream of [true, false]) {
        const { trip, messageOf } = await called(t, stream);
        expectRelayed(t, 'BRG-13', trip, (exchange) => identity(messageOf(exchange)));
        const named = String(messageOf(trip.client)?.['model']);
        const given = String(messageOf(t.arrived(trip))?.['model']);
        t.expect('BRG-13', named === given || named === t.target.model, {
          expected: `${t.target.model} or ${given} as the model`,
          actual: named,
          where: { exchange: trip.client.id, part: stream ? 'event' : 'response-body', path: 'model' },
        });
      }
    },
  }),

  // An id that was changed on the way out and is not changed back answers no call: the second turn is a 400.
  check({
    id: 'bridge/ids/second-turn',
    title: 'What a client saw as the id of a call reaches the provider as its own id',
    requirements: ['BRG-13'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const { trip, messageOf } = await called(t, true);
      const seen = identity(messageOf(trip.client))['calls'];
      const ids = Array.isArray(seen) ? seen.map(String) : [];
      if (ids.length !== CALLS.length) t.blocked('bridge/stream/same-message', 'calls are missing');
      const calls = CONTENT.map((block, i) => ({ ...block, id: ids[i] ?? '' }));
      const results = ids.map((id) => ({ type: 'tool_result', tool_use_id: id, content: [text('read')] }));
      const messages = [user(text('Read both.')), assistant(...calls), user(...results, text(MARK))];
      const arrival = t.arrived(await t.send(t.turn({ body: { tools: TOOLS, messages } })));

      const body = messagesBody(arrival);
      for (const [i, id] of CALLS.entries()) {
        for (const path of [`messages.1.content.${i}.id`, `messages.2.content.${i}.tool_use_id`]) {
          t.expect('BRG-13', valueAt(body, path) === id, {
            expected: `${id}, the id that the provider gave`,
            actual: JSON.stringify(valueAt(body, path)) ?? 'nothing at this place',
            where: { exchange: arrival.id, part: 'request-body', path },
          });
        }
      }
    },
  }),
];
