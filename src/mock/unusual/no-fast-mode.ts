import { parseJson } from '../../wire/json.ts';
import { collect, once } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import { isObject } from '../layers/draft.ts';
import { errorAnswer } from '../layers/response.ts';
import { unusual } from './unusual.ts';

export default unusual({
  id: 'no-fast-mode',
  title: 'Refuses fast mode by itself, as for a model that has none',
  formats: ['anthropic'],
  warns: ['messages/optional-features/fast-mode'],
  layers: (keys) => [
    managed(keys),
    async (request, next) => {
      const body = await collect(request.body);
      const { value } = parseJson(body);
      return isObject(value) && value['speed'] !== undefined
        ? errorAnswer(400, 'invalid_request_error', 'This model has no fast mode.', [], request)
        : next({ ...request, body: once(body) });
    },
  ],
});
