import { managed } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import type { Middleware } from '../middleware.ts';
import { unusual } from './unusual.ts';

/** Failures in a row that open the breaker. */
const FAILURES = 3;
/** Requests that an open breaker turns away before it lets one through as a probe. */
const TURNED_AWAY = 4;

/** Counts instead of waiting, so that what happens depends on the requests alone. */
function breaker(): Middleware {
  let failures = 0;
  let away = 0;
  return async (request, next) => {
    if (failures >= FAILURES && away < TURNED_AWAY) {
      away += 1;
      const wait = [['retry-after', '1']] as const;
      return errorAnswer(503, 'overloaded_error', 'The upstream is cooling down.', wait, request);
    }
    away = 0;
    try {
      const response = await next(request);
      failures = response.status >= 500 ? failures + 1 : 0;
      return response;
    } catch (error) {
      // A client that left is no failure of the upstream.
      if (!request.gone.aborted) failures += 1;
      throw error;
    }
  };
}

export default unusual({
  id: 'circuit-breaker',
  title: 'Turns requests away for a while when the upstream has failed three times',
  warns: [],
  layers: (keys) => [managed(keys), breaker()],
});
