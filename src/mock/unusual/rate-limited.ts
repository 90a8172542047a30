import { managed } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import type { Middleware } from '../middleware.ts';
import { route } from '../routes.ts';
import { unusual } from './unusual.ts';

/**
 * Turns away the messages that go over `requests` in a window; counts and probes are free.
 * @param windowMs length of a window, a whole number of seconds
 * @param now milliseconds from any origin
 */
export function rateLimit(requests: number, windowMs: number, now: () => number): Middleware {
  let begun = Number.NEGATIVE_INFINITY;
  let count = 0;
  return async (request, next) => {
    if (route(request.method, request.target).operation !== 'messages') return next(request);
    if (now() - begun >= windowMs) {
      begun = now();
      count = 0;
    }
    count += 1;
    if (count <= requests) return next(request);
    const wait = Math.ceil((begun + windowMs - now()) / 1000);
    const headers = [['retry-after', String(wait)]] as const;
    return errorAnswer(429, 'rate_limit_error', 'Too many requests for this key.', headers, request);
  };
}

export default unusual({
  id: 'rate-limited',
  title: 'Allows 60 requests in a window and says how long to wait',
  warns: [],
  layers: (keys) => [managed(keys), rateLimit(60, 1_000, () => performance.now())],
});
