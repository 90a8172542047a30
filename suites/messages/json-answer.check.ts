import {
  answerJson,
  type CheckContext,
  check,
  expectRelayed,
  header,
  isRefused,
  type Json,
  messageMisfits,
  outcome,
  PLAIN,
  type ProbeRequest,
  valueAt,
} from '../../src/suite.ts';

const JSON_TYPE = /^application\/json\s*(;|$)/i;

/** Each kind of block twice, white space at the edges, and an address and a card number that are nobody's. */
const CONTENT = [
  { type: 'thinking', thinking: 'The tests come first.', signature: 'Zmlyc3Q=' },
  { type: 'text', text: '\n\nFirst, the tests. 漢字 and \u2028 stay.\n' },
  { type: 'tool_use', id: 'toolu_01JsonAnswer', name: 'Bash', input: { command: 'npm test', timeout: 5 } },
  { type: 'thinking', thinking: 'Then the code.', signature: 'c2Vjb25k' },
  { type: 'text', text: '  Ask ada.lovelace@example.com for 4111 1111 1111 1111. \n' },
];

/** The blocks with no more than the place of each thought, since what it says is judged with its signature. */
function withoutThoughts(content: Json = null): Json {
  if (!Array.isArray(content)) return content;
  return content.map((block) => (valueAt(block, 'type') === 'thinking' ? { type: 'thinking' } : block));
}

/** Requests with the same body that ask for something else: by a header or, where it names the model, by the path. */
function variants(t: CheckContext, request: ProbeRequest): readonly ProbeRequest[] {
  const header =
    t.format === 'bedrock'
      ? (['x-amzn-bedrock-guardrailidentifier', t.invent('word')] as const)
      : (['anthropic-beta', t.invent('beta')] as const);
  const { target } = t.turn({ body: { model: t.invent('model') } });
  return [
    { ...request, headers: [...request.headers, header] },
    ...(target === request.target ? [] : [{ ...request, target }]),
  ];
}

export default [
  // The fallback of a failed stream, and the side checks of auto mode, ask for JSON and get nowhere else.
  check({
    id: 'messages/json-answer/is-a-message',
    title: 'A request without stream is answered with one message in JSON',
    requirements: ['MSG-STR-24'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      for (const stream of [undefined, false]) {
        const { client } = await t.send(t.turn({ body: { stream } }));

        const [misfit] = messageMisfits(answerJson(client)).filter(({ path }) => path[0] !== 'usage');
        t.expect('MSG-STR-24', client.response.status === 200 && misfit === undefined, {
          expected: `a message object with status 200 for "stream": ${stream ?? '(absent)'}`,
          actual: `${misfit?.text ?? ''} ${outcome(client)}`.trim(),
          where: { exchange: client.id, part: 'response-body', path: misfit?.path.join('.') ?? '' },
        });
      }
    },
  }),

  // The SDK parses a body as JSON only under a JSON type; the message is then "malformed".
  check({
    id: 'messages/json-answer/json-type',
    title: 'A message in JSON is served as application/json',
    requirements: ['RSP-01'],
    vantage: 'client',
    disturbs: 'none',
    async run(t) {
      const { client } = await t.sample(PLAIN);

      const type = header(client.response.headers, 'content-type') ?? 'no content-type';
      t.expect('RSP-01', JSON_TYPE.test(type), {
        expected: 'application/json, with or without parameters',
        actual: type,
        where: { exchange: client.id, part: 'response-header', path: 'content-type' },
      });
    },
  }),

  // An error that is not parsed as JSON loses its wording, and with it what the client would have done.
  check({
    id: 'messages/json-answer/json-type-of-errors-and-counts',
    title: 'Errors and counts are served as application/json',
    requirements: ['RSP-01'],
    vantage: 'upstream',
    disturbs: 'upstream',
    async run(t) {
      const refusal = { status: 400, error: { type: 'invalid_request_error', message: 'Not like this.' } };
      const count = t.turn({ operation: 'count_tokens' });
      const streamed = await t.send(t.turn({ stream: true }), refusal);
      const trips = [await t.send(t.turn(), refusal), await t.send(count, { input_tokens: 12 })];
      // A refusal that came as a stream is the finding of MSG-STR-14.
      for (const { client } of isRefused(streamed) ? [...trips, streamed] : trips) {
        const type = header(client.response.headers, 'content-type') ?? 'no content-type';
        t.expect('RSP-01', JSON_TYPE.test(type) || answerJson(client) === undefined, {
          expected: 'application/json on a body that is JSON',
          actual: `${type}; ${outcome(client)}`,
          where: { exchange: client.id, part: 'response-header', path: 'content-type' },
        });
      }
    },
  }),

  // A block lost here is a tool that is not run, with nothing to show for it.
  check({
    id: 'messages/json-answer/content-as-sent',
    title: 'Content and stop reason of a JSON answer are those of the upstream',
    requirements: ['MSG-STR-04'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const trip = await t.send(t.turn(), { message: { content: CONTENT, stop_reason: 'tool_use' } });

      expectRelayed(t, 'MSG-STR-04', trip, (exchange) =>
        withoutThoughts(valueAt(answerJson(exchange), 'content')),
      );
      for (const key of ['stop_reason', 'stop_sequence']) {
        expectRelayed(t, 'MSG-STR-04', trip, (exchange) => valueAt(answerJson(exchange), key) ?? null);
      }
    },
  }),

  // What a gateway does not know today is what the next release of the client relies on.
  check({
    id: 'messages/json-answer/unknown-parts',
    title: 'Unknown blocks and fields of a JSON answer pass through',
    requirements: ['MSG-STR-16'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const [top, field, kind] = [t.invent('field'), t.invent('field'), t.invent('event')];
      const value = { kept: [1, null, 'as is'] };
      const content = [
        { type: 'text', text: 'Known.', [field]: value },
        { type: kind, [field]: value },
      ];
      const trip = await t.send(t.turn(), { message: { content, extra: { [top]: value } } });

      for (const path of [top, `content.0.${field}`, 'content.1']) {
        expectRelayed(t, 'MSG-STR-16', trip, (exchange) => valueAt(answerJson(exchange), path));
      }
    },
  }),

  // The same prompt with another header, or for another model, is another request with an answer of its own.
  check({
    id: 'messages/json-answer/not-from-a-cache',
    title: 'The same body with another header or path gets the answer of the upstream, not that of before',
    requirements: ['GWC-02'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      const request = t.turn();
      await t.send(request, t.reply('The first answer.'));
      for (const again of variants(t, request)) {
        const { client } = await t.send(again, t.reply('The second answer.'));

        const text = valueAt(answerJson(client), 'content.0.text');
        t.expect('GWC-02', text !== 'The first answer.', {
          expected: 'the second answer',
          actual: 'the answer to the first of the two requests',
          where: { exchange: client.id, part: 'response-body', path: 'content.0.text' },
        });
      }
    },
  }),
];
