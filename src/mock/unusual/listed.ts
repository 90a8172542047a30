import { managed } from '../layers/credentials.ts';
import { errorAnswer } from '../layers/response.ts';
import { route } from '../routes.ts';
import { unusual } from './unusual.ts';

/** Under the names of any API. */
const SERVED = /claude-sonnet-4-6$/;
/** Stands where Vertex has the name of a model. */
const NO_MODEL = 'count-tokens';

export default unusual({
  id: 'listed',
  title: 'Has a list of one model for paths, and refuses each path that it does not know',
  warns: [],
  layers: (keys) => [
    managed(keys),
    async (request, next) => {
      const { operation, model = NO_MODEL } = route(request.method, request.target);
      const isKnown = operation !== 'other' && (model === NO_MODEL || SERVED.test(model));
      return isKnown
        ? next(request)
        : errorAnswer(404, 'not_found_error', 'There is no such model or path.', [], request);
    },
  ],
});
