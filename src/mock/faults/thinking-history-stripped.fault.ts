import { filterAt, objectsAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'thinking-history-stripped',
  title: 'Removes thinking blocks from earlier turns',
  seenIn: ['antigravity-claude-proxy', 'codex2api', 'CLIProxyAPI'],
  urls: [
    'https://github.com/badrisnarayanan/antigravity-claude-proxy/pull/298',
    'https://github.com/james-6-23/codex2api/pull/613',
    'https://github.com/router-for-me/CLIProxyAPI/pull/2723',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'common/thinking-history/redacted-thinking',
    'common/thinking-history/thinking',
    'messages/replay/session',
  ],
  seenOutside: ['canary/thinking/signature-arrives', 'outside/content/hidden-thoughts'],
  spares: { bedrock: ['messages/replay/session'], vertex: ['messages/replay/session'] },
  layers: () => [
    requestJson((body) => {
      for (const message of objectsAt(body, 'messages')) {
        filterAt(message, 'content', ({ type }) => type !== 'thinking' && type !== 'redacted_thinking');
      }
    }),
  ],
});
