import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'vertex-encoded-colon-unrouted',
  title: 'Finds no method behind an escaped colon',
  seenIn: [],
  urls: [],
  formats: ['vertex'],
  trips: ['vertex/paths/either-spelling'],
  layers: () => [
    async (request, next) =>
      /%3a(stream)?rawpredict/i.test(request.target)
        ? errorAnswer(404, 'not_found_error', 'Not Found')
        : next(request),
  ],
});
