import { errorIn, responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-message-hidden',
  title: 'Replaces the wording of upstream errors',
  seenIn: ['claude-code-router'],
  urls: [
    'https://github.com/musistudio/claude-code-router/issues/1528',
    'https://github.com/musistudio/claude-code-router/issues/1803',
    'https://github.com/mnfst/llm-gateway/issues/1374',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/wording',
    'common/error-envelope/wording-somewhere',
    'common/error-recovery/input-and-max-tokens',
    'common/error-recovery/prompt-too-long',
    'common/error-recovery/rejected-features',
    'vertex/errors/google-wording',
  ],
  seenOutside: [
    'bedrock/errors/wording',
    'canary/errors/bedrock-wording',
    'canary/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/wording',
    'common/error-envelope/wording-somewhere',
    'common/error-recovery/input-and-max-tokens',
    'common/error-recovery/prompt-too-long',
    'outside/refusals/wording',
    'vertex/errors/google-wording',
  ],
  layers: () => [
    responseJson('error', (body) => {
      errorIn(body)['message'] = 'All target providers failed';
    }),
  ],
});
