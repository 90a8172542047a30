import { predictionOf } from '../../wire/vertex/resource.ts';
import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-global-refused',
  title: 'Knows no host for the global location',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/endpoints/locations'],
  layers: () => [
    async (request, next) =>
      predictionOf(request.target)?.location === 'global'
        ? errorAnswer(400, 'invalid_request_error', 'Unknown region: global')
        : next(request),
  ],
});
