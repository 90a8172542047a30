import type Anthropic from '@anthropic-ai/sdk';
import type { MessageAnswer } from '../wire/scenario.ts';

type Message = MessageAnswer['message'];

/** Whole messages of every kind that a client must read, with nothing left for the mock to fill in. */
export const ANSWERS: { readonly [kind: string]: Message } = {
  text: say('Grüße, 世界! 🧭 "quoted" \\ and\nsplit\u2028lines, '.repeat(4), {
    usage: {
      input_tokens: 41,
      output_tokens: 57,
      cache_creation_input_tokens: 12,
      cache_read_input_tokens: 3_000,
      cache_creation: { ephemeral_5m_input_tokens: 5, ephemeral_1h_input_tokens: 7 },
    },
  }),
  'an empty turn': { id: 'msg_empty', content: [], stop_reason: 'end_turn' },
  'a cut-off text': say('So far and', { stop_reason: 'max_tokens' }),
  'a stop sequence': say('one two', { stop_reason: 'stop_sequence', stop_sequence: 'three' }),
  'a refusal': say('No.', { stop_reason: 'refusal' }),
  'a paused turn': say('Later more.', { stop_reason: 'pause_turn' }),
  'parallel calls': {
    id: 'msg_calls',
    content: [
      { type: 'text', text: 'Both at once.' },
      call('toolu_a', 'get_weather', { city: 'Zürich', days: [1, 2, { deep: [null, true, 1.5e-7] }] }),
      call('toolu_b', 'get_weather', {}),
      call('toolu_c', 'write_file', { path: 'C:\\a "b".txt', text: '{"half": "'.repeat(20) }),
    ],
    stop_reason: 'tool_use',
    usage: { input_tokens: 700, output_tokens: 90 },
  },
  thinking: {
    id: 'msg_thinking',
    content: [
      { type: 'thinking', thinking: 'First this. '.repeat(9), signature: 'EqQBCkYIBxgC+/='.repeat(9) },
      { type: 'redacted_thinking', data: 'EmwKAhgBEgy3va3pzix/LafPsn4=' },
      { type: 'thinking', thinking: '', signature: 'RXNlbnQ=' },
      { type: 'text', text: 'Then that.' },
    ],
    stop_reason: 'end_turn',
    usage: { input_tokens: 9, output_tokens: 80, output_tokens_details: { thinking_tokens: 60 } },
  },
  'server tools and citations': {
    id: 'msg_search',
    content: [
      { type: 'server_tool_use', id: 'srvtoolu_1', name: 'web_search', input: { query: 'tide tables' } },
      {
        type: 'web_search_tool_result',
        tool_use_id: 'srvtoolu_1',
        content: [
          {
            type: 'web_search_result',
            title: 'Tides',
            url: 'https://example.com/tides',
            encrypted_content: 'RW5jcnlwdGVk',
            page_age: null,
          },
        ],
      },
      {
        type: 'text',
        text: 'High water is at noon.',
        citations: [cited('noon', 'https://example.com/tides'), cited('high', 'https://example.com/sea')],
      },
    ],
    stop_reason: 'end_turn',
    usage: {
      input_tokens: 2_000,
      output_tokens: 30,
      server_tool_use: { web_search_requests: 1, web_fetch_requests: 0 },
    },
  },
};

function say(text: string, more: Partial<Message> = {}): Message {
  return { id: 'msg_text', content: [{ type: 'text', text }], stop_reason: 'end_turn', ...more };
}

function call(id: string, name: string, input: Message['content'][number]) {
  return { type: 'tool_use', id, name, input };
}

function cited(text: string, url: string) {
  return {
    type: 'web_search_result_location',
    cited_text: text,
    url,
    title: 'Tides',
    encrypted_index: 'SW4=',
  };
}

/** A request that the genuine API accepts and in which every answer above makes sense. */
export const REQUEST: Anthropic.MessageCreateParamsNonStreaming = {
  model: 'claude-sonnet-4-6',
  max_tokens: 2_000,
  system: [{ type: 'text', text: 'Be brief.', cache_control: { type: 'ephemeral', ttl: '1h' } }],
  messages: [
    { role: 'user', content: 'When is high water, and how is the weather?' },
    { role: 'assistant', content: [{ type: 'tool_use', id: 'toolu_0', name: 'write_file', input: {} }] },
    { role: 'user', content: [{ type: 'tool_result', tool_use_id: 'toolu_0', content: 'written' }] },
  ],
  thinking: { type: 'enabled', budget_tokens: 1_024 },
  stop_sequences: ['three'],
  tools: [
    { name: 'get_weather', input_schema: { type: 'object', properties: { city: { type: 'string' } } } },
    { name: 'write_file', description: 'Writes a file.', input_schema: { type: 'object' } },
    { type: 'web_search_20250305', name: 'web_search', max_uses: 3 },
  ],
};
