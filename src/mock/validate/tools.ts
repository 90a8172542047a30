import { z } from 'zod';
import type { JsonObject } from '../../wire/scenario.ts';
import { isObject } from '../../wire/shape.ts';
import { objects } from '../conversation.ts';
import { cacheControl } from './cache.ts';

const common = {
  cache_control: cacheControl,
  defer_loading: z.boolean().nullish(),
  allowed_callers: z.array(z.string()).nullish(),
  strict: z.boolean().nullish(),
  input_examples: z.array(z.unknown()).nullish(),
};

const custom = z.strictObject({
  // A tool without a type is a custom one, and paths call it so.
  type: z.literal('custom').nullish(),
  name: z
    .string()
    .max(128)
    .regex(/^[a-zA-Z0-9_-]{1,128}$/),
  description: z.string().nullish(),
  input_schema: z.looseObject({ type: z.literal('object') }),
  eager_input_streaming: z.boolean().nullish(),
  ...common,
});

const domains = {
  allowed_domains: z.array(z.string()).nullish(),
  blocked_domains: z.array(z.string()).nullish(),
  max_uses: z.int().nullish(),
};
const search = { ...domains, user_location: z.looseObject({}).nullish() };
const fetch = {
  ...domains,
  citations: z.strictObject({ enabled: z.boolean() }).nullish(),
  max_content_tokens: z.int().nullish(),
};
const screen = {
  display_width_px: z.int(),
  display_height_px: z.int(),
  display_number: z.int().nullish(),
};

/** A tool of the vendor: its type fixes its name; newer ones have more settings than this edition knows. */
function builtIn<Tag extends string, Shape extends z.ZodRawShape>(tag: Tag, name: string, shape: Shape) {
  return z.strictObject({ type: z.literal(tag), name: z.literal(name), ...common, ...shape });
}

/** Every tool kind; which of them need a beta value is said in `gates.ts`. */
export const tool = z.discriminatedUnion('type', [
  custom,
  builtIn('bash_20241022', 'bash', {}),
  builtIn('bash_20250124', 'bash', {}),
  builtIn('text_editor_20241022', 'str_replace_editor', {}),
  builtIn('text_editor_20250124', 'str_replace_editor', {}),
  builtIn('text_editor_20250429', 'str_replace_based_edit_tool', {}),
  builtIn('text_editor_20250728', 'str_replace_based_edit_tool', {
    max_characters: z.int().nullish(),
  }),
  builtIn('computer_20241022', 'computer', screen),
  builtIn('computer_20250124', 'computer', screen),
  builtIn('computer_20251124', 'computer', { ...screen, enable_zoom: z.boolean().nullish() }),
  builtIn('memory_20250818', 'memory', {}),
  builtIn('code_execution_20250522', 'code_execution', {}),
  builtIn('code_execution_20250825', 'code_execution', {}),
  builtIn('code_execution_20260120', 'code_execution', {}),
  builtIn('code_execution_20260521', 'code_execution', {}),
  builtIn('web_search_20250305', 'web_search', search),
  builtIn('web_search_20260209', 'web_search', search),
  builtIn('web_search_20260318', 'web_search', search),
  builtIn('web_fetch_20250910', 'web_fetch', fetch),
  builtIn('web_fetch_20260209', 'web_fetch', fetch),
  builtIn('web_fetch_20260309', 'web_fetch', fetch),
  builtIn('web_fetch_20260318', 'web_fetch', fetch),
  builtIn('tool_search_tool_bm25', 'tool_search_tool_bm25', {}),
  builtIn('tool_search_tool_bm25_20251119', 'tool_search_tool_bm25', {}),
  builtIn('tool_search_tool_regex', 'tool_search_tool_regex', {}),
  builtIn('tool_search_tool_regex_20251119', 'tool_search_tool_regex', {}),
  builtIn('advisor_20260301', 'advisor', {
    model: z.string(),
    max_tokens: z.int().nullish(),
    max_uses: z.int().nullish(),
    caching: z.unknown().optional(),
  }),
  z.looseObject({ type: z.literal('mcp_toolset'), mcp_server_name: z.string() }),
  z.looseObject({ type: z.literal('computer_toolset_20260801') }),
  z.looseObject({ type: z.literal('browser_toolset_20260801') }),
]);

const parallel = { disable_parallel_tool_use: z.boolean().optional() };

/** Which tool the model must use. */
export const toolChoice = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('auto'), ...parallel }),
  z.strictObject({ type: z.literal('any'), ...parallel }),
  z.strictObject({ type: z.literal('tool'), name: z.string(), ...parallel }),
  z.strictObject({ type: z.literal('none') }),
]);

/** What must agree between the tools; the refusal, or undefined when all is well. */
export function toolsProblem(body: JsonObject): string | undefined {
  const tools = objects(body['tools']);
  const names = new Set<unknown>();
  for (const { name } of tools) {
    if (name !== undefined && names.has(name)) return 'tools: Tool names must be unique.';
    names.add(name);
  }
  const choice = body['tool_choice'];
  if (tools.length === 0 && isObject(choice) && choice['type'] !== 'none') {
    return '`tool_choice` may only be specified while providing `tools`.';
  }
  const chosen = isObject(choice) && choice['type'] === 'tool' ? choice['name'] : undefined;
  // A toolset brings names of its own, which the request does not list.
  const isOpen = tools.some(({ type }) => typeof type === 'string' && type.includes('toolset'));
  if (chosen !== undefined && !isOpen && !names.has(chosen))
    return `Tool '${chosen}' not found in provided tools`;
  return isOpen ? undefined : referenceProblem(body, names);
}

/** A search result may only point at tools that the request brings along. */
function referenceProblem(body: JsonObject, names: ReadonlySet<unknown>): string | undefined {
  for (const message of objects(body['messages'])) {
    for (const block of objects(message['content'])) {
      if (block['type'] !== 'tool_result') continue;
      const lost = objects(block['content']).find(
        ({ type, tool_name: name }) => type === 'tool_reference' && !names.has(name),
      );
      if (lost) return `Tool reference '${lost['tool_name']}' not found in available tools`;
    }
  }
  return undefined;
}
