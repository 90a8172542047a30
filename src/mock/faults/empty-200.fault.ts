import { textAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'empty-200',
  title: 'Answers upstream failures with 200 and no body',
  seenIn: ['openrouter-proxy', 'meridian', 'OpenCode Zen'],
  urls: [
    'https://github.com/ahaostudy/openrouter-proxy/issues/4',
    'https://github.com/rynfar/meridian/issues/1098',
    'https://github.com/anomalyco/opencode/issues/36378',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'bedrock/errors/own-status',
    'bedrock/errors/wording',
    'common/endpoints/unknown-path',
    'common/error-envelope/bytes',
    'common/error-envelope/shape-and-type',
    'common/error-envelope/wording',
    'common/error-envelope/wording-somewhere',
    'common/error-recovery/input-and-max-tokens',
    'common/error-recovery/prompt-too-long',
    'common/error-recovery/rejected-features',
    'common/error-status/client-errors',
    'common/error-status/overload',
    'common/error-status/rate-limit',
    'common/error-status/server-errors',
    'common/error-status/too-large',
    'common/response-headers/plan-limits',
    'common/response-headers/request-id',
    'common/retry-headers/retry-after',
    'common/retry-headers/retry-after-of-5xx',
    'common/retry-headers/should-retry',
    'common/retry-headers/should-retry-of-5xx',
    'messages/stream-errors/refusal-keeps-an-error-status',
    'vertex/errors/google-wording',
  ],
  seenOutside: ['canary/errors/unknown-model', 'common/endpoints/unknown-path'],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return response.status >= 400 ? textAnswer(200, 'application/json', '') : response;
    },
  ],
});
