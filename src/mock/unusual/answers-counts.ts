import { DIALECTS } from '../dialects/index.ts';
import { collect } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import { jsonAnswer } from '../layers/response.ts';
import { route } from '../routes.ts';
import { unusual } from './unusual.ts';

/** Near enough for English text. */
const BYTES_PER_TOKEN = 4;

export default unusual({
  id: 'answers-counts',
  title: 'Counts tokens by itself',
  warns: ['messages/count-tokens/own-number'],
  layers: (keys) => [
    managed(keys),
    async (request, next) => {
      const { operation, format } = route(request.method, request.target);
      if (operation !== 'count_tokens') return next(request);
      const { length } = await collect(request.body);
      return jsonAnswer(200, DIALECTS[format.id].count(Math.ceil(length / BYTES_PER_TOKEN)));
    },
  ],
});
