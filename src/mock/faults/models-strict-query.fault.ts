import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'models-strict-query',
  title: 'Refuses the list of models when the query has an unknown parameter',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/model-list/one-page'],
  layers: () => [
    async (request, next) =>
      /\/v1\/models\?.*&(?!limit=|after_id=|before_id=|probe=)/.test(request.target)
        ? errorAnswer(400, 'invalid_request_error', 'Unknown query parameter')
        : next(request),
  ],
});
