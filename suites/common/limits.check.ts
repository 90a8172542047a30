import {
  type CheckContext,
  check,
  expectKept,
  expectServed,
  type JsonObject,
  MARK,
  outcome,
  rawAt,
} from '../../src/suite.ts';

const MB = 1024 * 1024;
/** Plain lines, as of a long file that was read. */
const LINE = 'A line of a long file that Claude has read, with nothing special in it at all.\n';

async function expectSize(t: CheckContext, bytes: number): Promise<void> {
  const content = [
    { type: 'text', text: LINE.repeat(Math.floor(bytes / LINE.length)) },
    { type: 'text', text: MARK },
  ];
  const trip = await t.send(t.turn({ body: { messages: [{ role: 'user', content }] } }));
  expectServed(t, 'LIM-01', trip, `a body of ${(bytes / MB).toFixed(1)} MB`);
  if (trip.arrivals.length > 0) expectKept(t, 'LIM-01', trip, ['messages']);
}

/** Objects nested so deep, as generated schemas are. */
function nested(depth: number): JsonObject {
  return depth === 0
    ? { type: 'string' }
    : { type: 'object', properties: { inner: nested(depth - 1) }, required: ['inner'] };
}

async function expectMany(t: CheckContext, turns: number, blocks: number): Promise<void> {
  const text = (at: number) => ({ type: 'text', text: `Part ${at}.` });
  const messages = Array.from({ length: turns }, (_, at) => ({
    role: at % 2 ? 'assistant' : 'user',
    content: [text(at)],
  }));
  const last = {
    role: 'user',
    content: [...Array.from({ length: blocks }, (_, at) => text(at)), { type: 'text', text: MARK }],
  };
  const tools = Array.from({ length: 320 }, (_, at) => ({
    name: `mcp__server__tool_${at}`,
    // The API takes an object at the top, nothing else.
    input_schema: nested(1 + (at % 23)),
  }));
  const trip = await t.send(t.turn({ body: { tools, messages: [...messages, last] } }));
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

  // Each common limit lies between two of these sizes.
  check({
    id: 'common/limits/body-31-mb',
    title: 'Bodies of 4, 10, 20 and 31 MB are served and arrive whole',
    requirements: ['LIM-01'],
    vantage: 'client',
    disturbs: 'stream',
    slow: true,
    async run(t) {
      for (const size of [4, 10, 20, 31]) await expectSize(t, size * MB);
    },
  }),

  // Claude Code has a way out for a 413, and none for a reset or another status.
  check({
    id: 'common/limits/over-32-mb',
    title: 'A body over the limit of the API is a 413',
    requirements: ['LIM-02'],
    vantage: 'client',
    disturbs: 'upstream',
    slow: true,
    async run(t) {
      const content = `(${MARK}) ${LINE.repeat(Math.ceil((33 * MB) / LINE.length))}`;
      const error = { type: 'request_too_large', message: 'Request exceeds the maximum size' };
      const request = t.turn({ body: { messages: [{ role: 'user', content }] } });
      const { client } = await t.send(request, { status: 413, error });
      t.expect('LIM-02', client.response.status === 413, {
        expected: 'status 413',
        actual: outcome(client),
        where: { exchange: client.id, part: 'status' },
      });
    },
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

  // The API takes 100,000 messages.
  check({
    id: 'common/limits/most-messages',
    title: 'A hundred thousand messages arrive complete',
    requirements: ['LIM-06'],
    vantage: 'client',
    disturbs: 'stream',
    slow: true,
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
      for (const max_tokens of [128_000, 1]) {
        const arrival = t.arrived(await t.send(t.turn({ body: { max_tokens } })));
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
