import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { betaHalf, bodyHalf, CAPABILITIES, type Provider } from '../../wire/capabilities.ts';
import type { RawHeaders } from '../../wire/headers.ts';
import { headerList } from '../../wire/headers.ts';
import type { DraftObject } from '../layers/draft.ts';
import { adapt } from './adapt.ts';

const folder = new URL('../../../fixtures/requests/anthropic/', import.meta.url);
const FIXTURES = readdirSync(folder).map((name) => {
  const { headers, body }: { headers: RawHeaders; body?: DraftObject } = JSON.parse(
    readFileSync(new URL(name, folder), 'utf8'),
  );
  return { name, betas: headerList(headers, 'anthropic-beta'), body: body ?? {} };
});

test.each<Provider>(['bedrock', 'vertex'])('no request of Claude Code goes to %s with half a pair', (to) => {
  for (const { name, betas, body } of FIXTURES) {
    const draft = structuredClone(body);
    const kept = adapt(draft, betas, to, 'messages');
    for (const capability of CAPABILITIES) {
      const halves = { body: bodyHalf(capability, draft), values: betaHalf(capability, kept) };
      const support = capability.on[to];
      if (support === undefined) expect({ name, ...halves }).toEqual({ name, body: [], values: [] });
      if (support === undefined || support === 'free' || halves.body.length === 0) continue;
      expect(halves.values, `${name}: ${capability.name}`).not.toEqual([]);
    }
  }
});

const TOOL = { name: 'Read', input_schema: {} };

test('tool search goes by the name that it has at the provider, where it is used', () => {
  const betas = ['advanced-tool-use-2025-11-20', 'interleaved-thinking-2025-05-14'];
  const deferred = { tools: [TOOL, { ...TOOL, name: 'Late', defer_loading: true }] };
  expect(adapt(deferred, betas, 'bedrock', 'messages')).toEqual([
    'interleaved-thinking-2025-05-14',
    'tool-search-tool-2025-10-19',
  ]);
  expect(adapt({ tools: [TOOL] }, betas, 'bedrock', 'messages')).toEqual(['interleaved-thinking-2025-05-14']);
});

test('a tool that the provider cannot run goes with the choice of it, and nothing empty is left', () => {
  const search = { type: 'web_search_20250305', name: 'web_search' };
  const body: DraftObject = {
    tools: [search],
    tool_choice: { type: 'tool', name: 'web_search' },
    max_tokens: 1,
  };
  expect(adapt(body, ['web-search-2025-03-05'], 'bedrock', 'messages')).toEqual([]);
  expect(body).toEqual({ max_tokens: 1 });
  const kept: DraftObject = { tools: [search] };
  expect(adapt(kept, [], 'vertex', 'messages')).toEqual(['web-search-2025-03-05']);
  expect(kept).toEqual({ tools: [search] });
});

test('members of a list are dropped wherever they stand, and a message that held nothing else with them', () => {
  const body: DraftObject = {
    messages: [
      {
        role: 'user',
        content: [
          { type: 'tool_removal', name: 'a' },
          { type: 'text', text: 'b' },
          { type: 'tool_addition' },
        ],
      },
      { role: 'user', content: [{ type: 'tool_addition' }, { type: 'tool_removal' }] },
      { role: 'user', content: 'plain', output_config: { effort: 'low' } },
    ],
  };
  adapt(
    body,
    ['mid-conversation-tool-changes-2026-07-01', 'per-turn-control-2026-07-01'],
    'vertex',
    'messages',
  );
  expect(body).toEqual({
    messages: [
      { role: 'user', content: [{ type: 'text', text: 'b' }] },
      { role: 'user', content: 'plain' },
    ],
  });
});

test('a count takes no value but those that the client sends there, and no field that needs one', () => {
  const body: DraftObject = { tools: [{ ...TOOL, defer_loading: true }], safeguards: [] };
  const betas = [
    'claude-code-20250219',
    'tool-search-tool-2025-10-19',
    'web-search-2025-03-05',
    'token-counting-2024-11-01',
  ];
  expect(adapt(body, betas, 'vertex', 'count_tokens')).toEqual([
    'claude-code-20250219',
    'token-counting-2024-11-01',
  ]);
  expect(body).toEqual({ tools: [TOOL] });
});
