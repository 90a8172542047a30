import { filterAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'server-tool-history-dropped',
  title: 'Drops calls of server tools and their results from messages',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/blocks/server-tools'],
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body['messages'] ?? null)) {
        filterAt(
          object,
          'content',
          ({ type }) => !/^(server_tool_use|web_search_tool_result)$/.test(String(type)),
        );
      }
    }),
  ],
});
