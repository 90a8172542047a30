import {
  assistant,
  type CheckContext,
  check,
  expectKept,
  expectServed,
  isServed,
  type JsonObject,
  MARK,
  rawAt,
  type Trip,
  text,
  user,
} from '../../src/suite.ts';

const MB = 1024 * 1024;
/** Plain lines, as of a long file that was read. */
const LINE = 'A line of a long file that Claude has read, with nothing special in it at all.\n';

async function expectSize(t: CheckContext, bytes: number): Promise<void> {
  const content = [
    { type: 'text', text: LINE.repeat(Math.floor(bytes / LINE.length)) },
    { type: 'text', text: MARK },
  ];
  const trip = await t.send(t.turn({ body: { messages: [{ role: 'user', content }] }, unbilled: true }));
  expectServed(t, 'LIM-01', trip, `a body of ${(bytes / MB).toFixed(1)} MB`);
  if (trip.arrivals.length > 0) expectKept(t, 'LIM-01', trip, ['messages']);
}

/** Objects nested so deep, as generated schemas are. */
function nested(depth: number): JsonObject {
  return depth === 0
    ? { type: 'string' }
    : { type: 'object', properties: { inner: nested(depth - 1) }, required: ['inner'] };
}

/** Levels between the limits that parsers have by default. */
const DEPTHS = [30, 60, 100] as const;

/** A turn after a call of a tool whose input is nested so deep. */
function sendDeep(t: CheckContext, depth: number): Promise<Trip> {
  let input: JsonObject = { leaf: true };
  for (let level = 1; level < depth; level += 1) input = { inner: input };
  const id = 'toolu_01GatewayCheckDeepInput01';
  const messages = [
    user(text('Please look.')),
    assistant({ type: 'tool_use', id, name: 'look', input }),
    user({ type: 'tool_result', tool_use_id: id, content: 'Nothing there.' }, text(MARK)),
  ];
  const tools = [{ name: 'look', input_schema: { type: 'object' } }];
  return t.send(t.turn({ body: { tools, messages }, unbilled: true }));
}

async function expectMany(t: CheckContext, turns: number, blocks: number): Promise<void> {
  const part = (at: number) => text(`Part ${at}.`);
  const messages = Array.from({ length: turns }, (_, at) => ({
    role: at % 2 ? 'assistant' : 'user',
    content: [part(at)],
  }));
  const last = {
    role: 'user',
    content: [...Array.from({ length: blocks }, (_, at) => part(at)), text(MARK)],
  };
  const tools = Array.from({ length: 320 }, (_, at) => ({
    name: `mcp__server__tool_${at}`,
    // The API takes an object at the top, nothing else.
    input_schema: nested(1 + (at % 23)),
  }));
  const trip = await t.send(t.turn({ body: { tools, messages: [...messages, last] }, unbilled: true }));
  if (trip.client.response.status === 413) t.blocked('LIM-01', 'the body is too large for the gateway');
  expectServed(
    t,
    'LIM-06',
    trip,
    `a request of ${turns} messages, ${blocks} blocks and ${tools.length} tools`,
  );
  if (trip.arrivals.length > 0) expectKept(t, 'LIM-06', trip, ['tools', 'messages']);
}

export default [
  // The default of many frameworks is 1 MB; long sessions and screenshots are above it.
  check({
    id: 'common/limits/body-1.5-mb',
    title: 'A body of 1.5 MB is served and arrives whole',
    requirements: ['LIM-01'],
    vantage: 'client',
    disturbs: 'none',
    run: (t) => expectSize(t, 1.5 * MB),
  }),

  // Long sessions with many MCP servers; parsers and validators have limits of their own.
  check({
    id: 'common/limits/many-parts',
    title: 'A thousand messages, a thousand blocks and 320 nested tools arrive complete',
    requirements: ['LIM-06'],
    vantage: 'client',
    disturbs: 'none',
    run: (t) => expectMany(t, 1_000, 1_000),
  }),

  // One turn that quotes a large table of results, block by block.
  check({
    id: 'common/limits/many-blocks',
    title: 'Ten thousand blocks in one message arrive complete',
    requirements: ['LIM-06'],
    vantage: 'client',
    disturbs: 'stream',
    slow: true,
    takes: 20,
    run: (t) => expectMany(t, 0, 10_000),
  }),

  // What a tool was given may be a whole document tree; parsers stop at 32, 64 or 128 levels by default.
  check({
    id: 'common/limits/deep-input',
    title: `The input of a tool that is ${DEPTHS.join(', ')} levels deep arrives complete`,
    requirements: ['LIM-06'],
    vantage: 'client',
    disturbs: 'stream',
    slow: true,
    takes: 10,
    async run(t) {
      for (const depth of DEPTHS) {
        const trip = await sendDeep(t, depth);
        expectServed(t, 'LIM-06', trip, `a request with a tool input ${depth} levels deep`);
        if (!isServed(trip.client)) return;
        if (trip.arrivals.length > 0) expectKept(t, 'LIM-06', trip, ['messages']);
      }
    },
  }),

  // The API takes 100,000 messages.
  check({
    id: 'common/limits/most-messages',
    title: 'A hundred thousand messages arrive complete',
    requirements: ['LIM-06'],
    vantage: 'client',
    disturbs: 'stream',
    slow: true,
    takes: 60,
    run: (t) => expectMany(t, 99_000, 1_000),
  }),

  // A lower cap stops answers early; the client asks for the rest up to three times, then gives up.
  check({
    id: 'common/limits/max-tokens',
    title: 'max_tokens arrives as the client set it, large or small',
    requirements: ['LIM-07'],
    vantage: 'upstream',
    disturbs: 'none',
    async run(t) {
      for (const [max_tokens, stream] of [
        [128_000, false],
        [1, false],
        [64_000, true],
      ] as const) {
        const arrival = t.arrived(await t.send(t.turn({ stream, body: { max_tokens } })));
        const raw = rawAt(arrival, 'max_tokens');
        t.expect('LIM-07', raw !== undefined && Number(raw) === max_tokens, {
          expected: String(max_tokens),
          actual: raw ?? 'no max_tokens',
          where: { exchange: arrival.id, part: 'request-body', path: 'max_tokens' },
        });
      }
    },
  }),
];
