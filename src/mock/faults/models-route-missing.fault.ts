import { isPath } from '../layers/request.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-route-missing',
  title: 'Does not serve the list of models',
  seenIn: ['raine claude-code-proxy'],
  urls: ['https://github.com/raine/claude-code-proxy/pull/61'],
  formats: ['anthropic'],
  trips: ['messages/discovery/lists-models', 'messages/endpoints/models'],
  seenOutside: ['messages/discovery/lists-models', 'messages/endpoints/models'],
  layers: () => [
    async (request, next) =>
      isPath(request, '/v1/models') ? errorAnswer(404, 'not_found_error', 'Not Found') : next(request),
  ],
});
