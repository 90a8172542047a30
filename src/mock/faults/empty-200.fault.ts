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
  formats: ['anthropic'],
  trips: [],
  layers: () => [
    async (request, next) => {
      const response = await next(request);
      return response.status >= 400 ? textAnswer(200, 'application/json', '') : response;
    },
  ],
});
