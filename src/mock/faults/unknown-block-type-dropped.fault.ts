import { filterAt, objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

const KNOWN = new Set(
  'text image document search_result thinking redacted_thinking tool_use tool_result server_tool_use web_search_tool_result web_fetch_tool_result tool_search_tool_result tool_reference container_upload mcp_tool_use mcp_tool_result'.split(
    ' ',
  ),
);

export default fault({
  id: 'unknown-block-type-dropped',
  title: 'Drops content blocks of a type that it does not know',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: [
    'common/blocks/compaction',
    'common/unknown-parts/unknown-block-type',
    'messages/tool-features/tool-changes',
  ],
  layers: () => [
    requestJson((body) => {
      for (const message of objectsAt(body, 'messages')) {
        filterAt(message, 'content', ({ type }) => KNOWN.has(String(type)));
      }
    }),
  ],
});
