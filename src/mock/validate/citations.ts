import { z } from 'zod';

const position = z.int();

const cited = { cited_text: z.string(), file_id: z.string().nullish() };
const inDocument = { ...cited, document_index: position, document_title: z.string().nullish() };
const inBlocks = { start_block_index: position, end_block_index: position };
/** Where a sentence of the model comes from. */
export const citation = z.discriminatedUnion('type', [
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
