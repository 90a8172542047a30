import { errorIn, responseJson } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'error-envelope-openai',
  title: 'Answers errors in the envelope of another API',
  seenIn: ['LiteLLM', 'AISIX'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/39037',
    'https://github.com/BerriAI/litellm/pull/30385',
    'https://github.com/BerriAI/litellm/issues/36655',
    'https://github.com/api7/aisix/issues/336',
    'https://github.com/anthropics/claude-code/issues/11678',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/shape-and-type',
    'common/error-status/rate-limit',
    'vertex/errors/google-form',
  ],
  seenOutside: [
    'bedrock/errors/wording',
    'canary/errors/unknown-model',
    'canary/errors/wording',
    'common/error-envelope/bytes',
    'common/error-envelope/shape-and-type',
    'common/error-status/rate-limit',
    'outside/refusals/form',
    'vertex/errors/google-form',
  ],
  spares: { bedrock: ['common/error-status/rate-limit'] },
  layers: () => [
    responseJson('error', (body, { status }) => {
      const { message } = errorIn(body);
      body['error'] = { message: message ?? null, type: 'None', param: 'None', code: String(status) };
      delete body['type'];
      delete body['message'];
    }),
  ],
});
