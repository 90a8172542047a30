import { z } from 'zod';
import { cacheControl } from './cache.ts';

const citations = z.strictObject({ enabled: z.boolean().optional() }).nullish();
const position = z.int();

const cited = { cited_text: z.string(), file_id: z.string().nullish() };
const inDocument = { ...cited, document_index: position, document_title: z.string().nullish() };
const inBlocks = { start_block_index: position, end_block_index: position };
const citation = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('char_location'),
    ...inDocument,
    start_char_index: position,
    end_char_index: position,
  }),
  z.strictObject({
    type: z.literal('page_location'),
    ...inDocument,
    start_page_number: position,
    end_page_number: position,
  }),
  z.strictObject({ type: z.literal('content_block_location'), ...inDocument, ...inBlocks }),
  z.strictObject({
    type: z.literal('search_result_location'),
    ...cited,
    ...inBlocks,
    search_result_index: position,
    source: z.string(),
    title: z.string().nullish(),
  }),
  z.strictObject({
    type: z.literal('web_search_result_location'),
    cited_text: z.string(),
    encrypted_index: z.string(),
    title: z.string().nullish(),
    url: z.string(),
  }),
]);

/** A text block; the only kind that `system` takes, where paths name no tag. */
export const text = z.strictObject({
  type: z.literal('text'),
  text: z.string(),
  cache_control: cacheControl,
  citations: z.array(citation).nullish(),
});

const url = z.strictObject({ type: z.literal('url'), url: z.string() });
const file = z.strictObject({ type: z.literal('file'), file_id: z.string() });

/** Where an image comes from. */
export const imageSource = z.discriminatedUnion('type', [
  z.strictObject({
    type: z.literal('base64'),
    media_type: z.enum(['image/jpeg', 'image/png', 'image/gif', 'image/webp']),
    data: z.string(),
  }),
  url,
  file,
]);

const image = z.strictObject({
  type: z.literal('image'),
  source: imageSource,
  cache_control: cacheControl,
  transformations: z.unknown().optional(),
});

/** Where a document comes from. */
export const documentSource = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('base64'), media_type: z.literal('application/pdf'), data: z.string() }),
  z.strictObject({ type: z.literal('text'), media_type: z.literal('text/plain'), data: z.string() }),
  z.strictObject({
    type: z.literal('content'),
    content: z.union([z.string(), z.array(z.discriminatedUnion('type', [text, image]))]),
  }),
  url,
  file,
]);

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
