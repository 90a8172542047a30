import { collect } from '../layers/bytes.ts';
import { managed } from '../layers/credentials.ts';
import { isPath } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
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
      if (!isPath(request, '/count_tokens')) return next(request);
      const { length } = await collect(request.body);
      return jsonAnswer(200, { input_tokens: Math.ceil(length / BYTES_PER_TOKEN) });
    },
  ],
});
