import {
  type CheckContext,
  type Exchange,
  isServed,
  type JsonObject,
  MARK,
  type Sample,
  text,
  user,
} from '../../src/suite.ts';

/** What any model can repeat, and what does not survive whoever takes bytes for characters. */
const LINES = [
  'Größere Übungen für fleißige Prüfer, naïve façade, déjà vu — žluťoučký kůň.',
  '漢字とひらがな、カタカナ。한국어 문장도 있습니다. 中文也在这里。',
  'Ёжик в тумане: съешь ещё этих мягких французских булок. Ελληνικά γράμματα.',
  '🦊🚀🎉 👩‍💻 🏳️‍🌈 ½ ∑ ∞ ≠ “quotes” ‘and’ dashes – — … № ₿ €',
];

function saying(words: string): JsonObject {
  return { messages: [user(text(words))] };
}

const REPEAT = `Repeat these lines three times, word for word and with nothing else. (${MARK})\n${LINES.join('\n')}\n`;

/** Long enough to see whether it comes over time; the echo of the mock is as long as what asks for it. */
export const TEXT: Sample = {
  name: 'text',
  spec: { stream: true, body: { max_tokens: 900, ...saying(REPEAT + REPEAT) } },
};

/** The same, for who is not convinced by one. */
export const TEXT_AGAIN: Sample = { name: 'text again', again: TEXT, spec: {} };

/** A short one, packed. */
export const PACKED: Sample = {
  name: 'packed',
  spec: {
    stream: true,
    headers: [['accept-encoding', 'gzip']],
    body: { max_tokens: 200, ...saying(`Repeat this line. (${MARK})\n${LINES[0]}`) },
  },
};

const PUZZLE = saying(`How many of the numbers from 1 to 60 have no 3 in them? (${MARK})`);

/** Thinking, in the form of older and of newer models: some take only one of them. */
const THOUGHTS: readonly Sample[] = [{ type: 'enabled', budget_tokens: 1_024 }, { type: 'adaptive' }].map(
  (thinking) => ({
    name: `thinking ${thinking.type}`,
    spec: { stream: true, body: { max_tokens: 1_600, thinking, ...PUZZLE } },
  }),
);

const NOTE = {
  type: 'object',
  properties: {
    title: { type: 'string', description: 'A title of five words' },
    lines: { type: 'string', description: 'The lines, word for word' },
  },
  required: ['title', 'lines'],
};
const TOOLS = [
  { name: 'write_note', description: 'Writes a note.', input_schema: NOTE },
  { name: 'write_copy', description: 'Writes a copy of a note.', input_schema: NOTE },
];
const ASK_BOTH = saying(
  `Use both tools at once, in parallel, each with these lines. (${MARK})\n${LINES.slice(0, 2).join('\n')}`,
);

/** Calls of tools, which are demanded. */
export const CALLS: Sample = {
  name: 'calls',
  spec: { stream: true, body: { max_tokens: 700, tools: TOOLS, tool_choice: { type: 'any' }, ...ASK_BOTH } },
};

/** One named tool, as JSON. */
export const CALL: Sample = {
  name: 'call',
  spec: {
    body: { max_tokens: 400, tools: TOOLS, tool_choice: { type: 'tool', name: 'write_copy' }, ...ASK_BOTH },
  },
};

const FACTS =
  'The harbour of Vellin opens at six. Its lighthouse was built in 1871. Ferries leave every hour.';
const DOCUMENT = {
  type: 'document',
  title: 'Vellin',
  source: { type: 'text', media_type: 'text/plain', data: FACTS },
  citations: { enabled: true },
};

/** An answer out of a document, with its sources. */
export const CITED: Sample = {
  name: 'cited',
  spec: {
    stream: true,
    body: {
      max_tokens: 200,
      messages: [user(DOCUMENT, text(`When was the lighthouse of Vellin built? (${MARK})`))],
    },
  },
};

function search(betas: readonly string[]): Sample {
  const tools = [
    { type: 'tool_search_tool_regex_20251119', name: 'tool_search_tool_regex' },
    ...TOOLS.map((tool) => ({ ...tool, defer_loading: true })),
  ];
  const ask = saying(`Search your tools for one that writes notes, and name it. (${MARK})`);
  return { name: `search ${betas}`, spec: { stream: true, betas, body: { max_tokens: 300, tools, ...ask } } };
}

/** The service looks for a tool by itself, which costs no more than its tokens. */
const SEARCH = search([]);
const SEARCH_ON_BEDROCK = search(['tool-search-tool-2025-10-19']);

/** Numbered, so that nothing in it repeats: about five thousand tokens, more than any model needs to cache. */
const HANDBOOK = Array.from(
  { length: 260 },
  (_, at) =>
    `Rule ${at + 1}: whoever finds number ${(at * 7_919) % 10_007} writes it into column ${at % 17}.`,
).join('\n');

/** A prompt to cache: the handbook for an hour, the question for five minutes. The mark makes it a new one. */
export const CACHED: Sample = {
  name: 'cached',
  spec: {
    body: {
      max_tokens: 16,
      tools: TOOLS,
      system: [
        {
          type: 'text',
          text: `Handbook ${MARK}\n${HANDBOOK}`,
          cache_control: { type: 'ephemeral', ttl: '1h' },
        },
      ],
      messages: [user({ ...text('What is rule 4?'), cache_control: { type: 'ephemeral' } })],
    },
  },
};
export const CACHED_AGAIN: Sample = { name: 'cached again', again: CACHED, spec: {} };

/** How much the text sample is, for nothing. */
export const COUNT: Sample = {
  name: 'count',
  spec: { operation: 'count_tokens', body: saying(REPEAT + REPEAT) },
};

/** The answer to a sample; ends the check as inconclusive when there is none to judge. */
export async function answered(t: CheckContext, sample: Sample): Promise<Exchange> {
  const { client } = await t.sample(sample);
  if (client.response.status === 200) return client;
  return t.inconclusive(`the request for ${sample.name} got no answer to judge (${client.response.status})`);
}

/** The streamed answer with thoughts, in whichever form the model takes; undefined when it takes none. */
export async function thought(t: CheckContext): Promise<Exchange | undefined> {
  for (const sample of THOUGHTS) {
    const { client } = await t.sample(sample);
    if (client.response.status !== 400) return isServed(client) ? client : undefined;
  }
  return undefined;
}

/** Every streamed answer that there is. */
export async function streams(t: CheckContext): Promise<readonly Exchange[]> {
  const searching = t.format === 'bedrock' ? SEARCH_ON_BEDROCK : SEARCH;
  const trips = await Promise.all([TEXT, CALLS, CITED, searching].map((sample) => t.sample(sample)));
  const thinking = await thought(t);
  const all = [...trips.map(({ client }) => client), ...(thinking ? [thinking] : [])];
  const found = all.filter(({ response }) => response.status === 200);
  if (found.length === 0) t.inconclusive('no stream was answered');
  return found;
}
