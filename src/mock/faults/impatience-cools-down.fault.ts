import { errorAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

/** Requests without an end, in a row, that take the upstream out of service, for so many requests. */
const FAILURES = 5;
const TURNED_AWAY = 4;

export default fault({
  id: 'impatience-cools-down',
  title: 'Takes a client that left for a failure of the upstream, and opens its breaker',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['common/cancellation/nobody-else-pays'],
  layers: () => {
    let failures = 0;
    let away = 0;
    return [
      async (request, next) => {
        if (failures >= FAILURES && away < TURNED_AWAY) {
          away += 1;
          return errorAnswer(503, 'overloaded_error', 'The upstream is cooling down.', [], request);
        }
        away = 0;
        try {
          const response = await next(request);
          failures = 0;
          return response;
        } catch (error) {
          if (request.gone.aborted) failures += 1;
          throw error;
        }
      },
    ];
  },
});
