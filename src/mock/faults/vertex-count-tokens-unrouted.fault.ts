import { predictionOf } from '../../wire/vertex/resource.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-count-tokens-unrouted',
  title: 'Looks count-tokens up in its list of models',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/count-tokens/returns-a-count'],
  layers: () => [
    async (request, next) =>
      predictionOf(request.target)?.model === 'count-tokens'
        ? errorAnswer(404, 'not_found_error', 'model: count-tokens')
        : next(request),
  ],
});
