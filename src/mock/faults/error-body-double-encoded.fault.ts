import { errorIn, responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-body-double-encoded',
  title: 'Puts the upstream error as text into a message of its own',
  seenIn: ['LiteLLM'],
  urls: [
    'https://github.com/anthropics/claude-code/issues/30926',
    'https://github.com/anthropics/claude-code/issues/51700',
    'https://github.com/BerriAI/litellm/issues/37599',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/wording',
    'vertex/errors/google-wording',
  ],
  seenOutside: [
    'bedrock/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/wording',
    'outside/refusals/wording',
    'vertex/errors/google-wording',
  ],
  layers: () => [
    responseJson('error', (body) => {
      errorIn(body)['message'] = `AnthropicException - ${JSON.stringify(body)}`;
    }),
  ],
});
