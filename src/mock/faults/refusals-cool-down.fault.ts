import { errorAnswer } from '../layers/response.ts';
import { route } from '../routes.ts';
import { fault } from './fault.ts';

/** Refusals in a row that take the upstream out of service, for so many requests. */
const REFUSALS = 5;
const TURNED_AWAY = 4;

export default fault({
  id: 'refusals-cool-down',
  title: 'Takes the upstream out of service after five requests in a row that it refused with 413',
  seenIn: [],
  urls: [],
  formats: ['anthropic', 'bedrock', 'vertex'],
  trips: ['messages/probes/refusals-have-no-consequences'],
  layers: () => {
    let refused = 0;
    let away = 0;
    return [
      async (request, next) => {
        if (route(request.method, request.target).operation !== 'messages') return next(request);
        if (refused >= REFUSALS && away < TURNED_AWAY) {
          away += 1;
          return errorAnswer(503, 'overloaded_error', 'The upstream is cooling down.', [], request);
        }
        away = 0;
        const response = await next(request);
        refused = response.status === 413 ? refused + 1 : 0;
        return response;
      },
    ];
  },
});
