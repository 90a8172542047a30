import { isPath } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-openai-shape',
  title: 'Lists models in the form of another API',
  seenIn: ['LiteLLM', 'agentgateway'],
  urls: [
    'https://github.com/BerriAI/litellm/pull/30273',
    'https://github.com/BerriAI/litellm/pull/35455',
    'https://github.com/agentgateway/agentgateway/issues/2235',
  ],
  formats: ['anthropic'],
  trips: ['messages/model-list/complete-entries'],
  seenOutside: ['messages/model-list/complete-entries'],
  layers: () => [
    async (request, next) =>
      isPath(request, '/v1/models')
        ? jsonAnswer(200, { object: 'list', data: [{ id: 'claude-sonnet-4-6', object: 'model' }] })
        : next(request),
  ],
});
