import { objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tools-defer-loading-stripped',
  title: 'Deletes defer_loading from tools',
  seenIn: ['CLIProxyAPI', 'headroom'],
  urls: [
    'https://github.com/router-for-me/CLIProxyAPI/pull/1892',
    'https://github.com/headroomlabs-ai/headroom/pull/753',
    'https://github.com/nguyenphutrong/quotio/issues/529',
    'https://github.com/anthropics/claude-code/issues/31936',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['cloud/tool-fields/kept', 'messages/replay/session', 'messages/tool-features/tool-search'],
  seenOutside: ['outside/settings/deferred-tools'],
  layers: () => [
    requestJson((body) => {
      for (const tool of objectsAt(body, 'tools')) delete tool['defer_loading'];
    }),
  ],
});
