import { predictionOf } from '../../wire/vertex/resource.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-dated-model-refused',
  title: 'Takes the @ of a dated model for the end of its name',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/paths/dated-model'],
  layers: () => [
    async (request, next) =>
      predictionOf(request.target)?.model.includes('@')
        ? errorAnswer(404, 'not_found_error', 'No such model')
        : next(request),
  ],
});
