import { objectsWithin } from '../layers/draft.ts';
import { refuseJson } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'redacted-thinking-rejected',
  title: 'Refuses a history with a redacted_thinking block',
  seenIn: ['kiro-gateway', 'CLIProxyAPI'],
  urls: [
    'https://github.com/jwadow/kiro-gateway/pull/164',
    'https://github.com/router-for-me/CLIProxyAPI/pull/2723',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/thinking-history/redacted-thinking'],
  seenOutside: ['outside/content/hidden-thoughts'],
  layers: () => [
    refuseJson((body, request) =>
      [...objectsWithin(body['messages'] ?? null)].some(({ type }) => type === 'redacted_thinking')
        ? errorAnswer(
            422,
            'invalid_request_error',
            'messages: unknown content block redacted_thinking',
            [],
            request,
          )
        : undefined,
    ),
  ],
});
