import { filterAt, objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tool-reference-block-dropped',
  title: 'Drops tool_reference blocks from tool results',
  seenIn: ['CLIProxyAPI'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/pull/1892',
    'https://github.com/anthropics/claude-code/issues/31936',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'common/tool-history/tool-references',
    'messages/replay/session',
    'messages/tool-features/tool-search',
  ],
  seenOutside: ['outside/content/tool-references'],
  spares: { bedrock: ['messages/replay/session'], vertex: ['messages/replay/session'] },
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body['messages'] ?? null)) {
        if (object['type'] === 'tool_result')
          filterAt(object, 'content', ({ type }) => type !== 'tool_reference');
      }
    }),
  ],
});
