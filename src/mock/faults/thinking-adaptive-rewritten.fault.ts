import { objectAt } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'thinking-adaptive-rewritten',
  title: 'Turns adaptive thinking into a fixed budget',
  seenIn: ['codemie proxy', 'CLIProxyAPI'],
  urls: [
    'https://github.com/codemie-ai/codemie-code/pull/252',
    'https://github.com/router-for-me/CLIProxyAPI/pull/1805',
    'https://github.com/anthropics/claude-code/issues/68551',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/features/adaptive-thinking', 'messages/replay/session'],
  seenOutside: ['outside/settings/thinking'],
  layers: () => [
    requestJson((body) => {
      if (objectAt(body, 'thinking')['type'] !== 'adaptive') return;
      body['thinking'] = { type: 'enabled', budget_tokens: 8192 };
    }),
  ],
});
