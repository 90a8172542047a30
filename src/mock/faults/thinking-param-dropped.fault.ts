import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'thinking-param-dropped',
  title: 'Deletes thinking from the body',
  seenIn: ['claude-code-proxy', 'CLIProxyAPI'],
  urls: [
    'https://github.com/fuergaosi233/claude-code-proxy/issues/44',
    'https://github.com/Kong/developer.konghq.com/issues/4694',
    'https://github.com/router-for-me/CLIProxyAPI/issues/495',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/features/adaptive-thinking', 'messages/replay/session'],
  seenOutside: ['canary/settings/thinking-display', 'outside/bedrock/opaque-id', 'outside/settings/thinking'],
  layers: () => [
    requestJson((body) => {
      delete body['thinking'];
    }),
  ],
});
