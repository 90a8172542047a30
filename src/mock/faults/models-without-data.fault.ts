import { isPath } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-without-data',
  title: 'Answers a list of models that has no data',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/discovery/readable-entries'],
  layers: () => [
    async (request, next) =>
      isPath(request, '/v1/models') ? jsonAnswer(200, { models: ['claude-sonnet-4-6'] }) : next(request),
  ],
});
