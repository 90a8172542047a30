import { fault } from './fault.ts';

export default fault({
  id: 'error-status-flattened',
  title: 'Answers every upstream error with 400',
  seenIn: ['claude-code-router'],
  urls: [
    'https://github.com/musistudio/claude-code-router/issues/1528',
    'https://github.com/BerriAI/litellm/issues/10593',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/errors/own-status',
    'common/endpoints/unknown-path',
    'common/error-recovery/rejected-features',
    'common/error-status/client-errors',
    'common/error-status/overload',
    'common/error-status/rate-limit',
    'common/error-status/server-errors',
    'common/error-status/too-large',
  ],
  seenOutside: [
    'bedrock/errors/own-status',
    'canary/errors/unknown-model',
    'common/endpoints/unknown-path',
    'common/error-status/client-errors',
    'common/error-status/overload',
    'common/error-status/rate-limit',
    'common/error-status/server-errors',
    'common/error-status/too-large',
  ],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return response.status >= 400 ? { ...response, status: 400 } : response;
    },
  ],
});
