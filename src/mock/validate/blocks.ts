import { z } from 'zod';
import { cacheControl } from './cache.ts';
import { documentSource, image, text } from './sources.ts';

const citations = z.strictObject({ enabled: z.boolean().optional() }).nullish();
const document = z.strictObject({
  type: z.literal('document'),
  source: documentSource,
  title: z.string().nullish(),
  context: z.string().nullish(),
  citations,
  cache_control: cacheControl,
});

const searchResult = z.strictObject({
  type: z.literal('search_result'),
  source: z.string(),
  title: z.string(),
  content: z.array(text),
  citations,
  cache_control: cacheControl,
});

/** What a tool may answer with. */
export const resultBlock = z.discriminatedUnion('type', [
  text,
  image,
  document,
  searchResult,
  z.strictObject({ type: z.literal('tool_reference'), tool_name: z.string(), cache_control: cacheControl }),
  z.looseObject({ type: z.literal('browser_state') }),
]);

const id = z.string().regex(/^[a-zA-Z0-9_-]+$/);
const caller = z.looseObject({ type: z.string() }).nullish();
const input = z.record(z.string(), z.unknown());

/** The answer of a tool that the service ran. What it holds was made by the service and is not looked into. */
const served = <Tag extends string>(tag: Tag) =>
  z.strictObject({
    type: z.literal(tag),
    tool_use_id: id,
    content: z.unknown(),
    cache_control: cacheControl,
    caller,
    is_error: z.boolean().nullish(),
  });

/** A block that this edition knows by name only. */
const named = <Tag extends string>(tag: Tag) => z.looseObject({ type: z.literal(tag) });

const toolChange = <Tag extends string>(tag: Tag) =>
  z.strictObject({
    type: z.literal(tag),
    tool: z.looseObject({ type: z.string() }),
    cache_control: cacheControl,
  });

/** Every block a message may hold; which of them need a beta value is said in `gates.ts`. */
export const contentBlock = z.discriminatedUnion('type', [
  text,
  z.strictObject({
    type: z.literal('tool_use'),
    id,
    name: z.string(),
    input,
    cache_control: cacheControl,
    caller,
    toolset_name: z.string().nullish(),
  }),
  z.strictObject({
    type: z.literal('tool_result'),
    tool_use_id: id,
    content: z.union([z.string(), z.array(resultBlock)]).nullish(),
    is_error: z.boolean().nullish(),
    cache_control: cacheControl,
  }),
  // No cache_control on either: the service keeps thoughts out of the cache.
  z.strictObject({ type: z.literal('thinking'), thinking: z.string(), signature: z.string() }),
  z.strictObject({ type: z.literal('redacted_thinking'), data: z.string() }),
  image,
  document,
  searchResult,
  z.strictObject({
    type: z.literal('server_tool_use'),
    id,
    name: z.string(),
    input,
    cache_control: cacheControl,
    caller,
  }),
  served('web_search_tool_result'),
  served('web_fetch_tool_result'),
  served('code_execution_tool_result'),
  served('bash_code_execution_tool_result'),
  served('text_editor_code_execution_tool_result'),
  served('tool_search_tool_result'),
  served('advisor_tool_result'),
  served('mcp_tool_result'),
  z.strictObject({
    type: z.literal('mcp_tool_use'),
    id,
    name: z.string(),
    input,
    server_name: z.string(),
    cache_control: cacheControl,
  }),
  z.strictObject({ type: z.literal('container_upload'), file_id: z.string(), cache_control: cacheControl }),
  z.strictObject({
    type: z.literal('compaction'),
    content: z.string().nullish(),
    encrypted_content: z.string().nullish(),
    cache_control: cacheControl,
  }),
  toolChange('tool_addition'),
  toolChange('tool_removal'),
  named('fallback'),
  named('mcp_tool_listing'),
  named('connector_text'),
  named('mid_conv_system'),
]);
