import { errorAnswer } from '../layers/response.ts';
import type { GatewayResponse } from '../middleware.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'streams-crossed',
  title: 'Gives an answer to whoever asked last',
  seenIn: ['mlx-lm', 'llama.cpp'],
  urls: [
    'https://github.com/cloudflare/ai/issues/620',
    'https://github.com/BerriAI/litellm/issues/25447',
    'https://github.com/ml-explore/mlx-lm/issues/965',
    'https://github.com/ggml-org/llama.cpp/issues/10072',
  ],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: [
    'common/cancellation/neighbours-live-on',
    'common/isolation/answers-stay-apart',
    'messages/parallel-streams/progress-together',
    'messages/parallel-streams/stay-apart',
  ],
  seenOutside: ['outside/refusals/own-answers'],
  layers: () => {
    const waiting: ((response: GatewayResponse) => void)[] = [];
    return [
      async (request, next) => {
        const mine = new Promise<GatewayResponse>((resolve) => waiting.push(resolve));
        next(request).then(
          (response) => waiting.pop()?.(response),
          (error) => waiting.pop()?.(errorAnswer(502, 'api_error', String(error), [], request)),
        );
        return mine;
      },
    ];
  },
  concurrency: 1,
});
