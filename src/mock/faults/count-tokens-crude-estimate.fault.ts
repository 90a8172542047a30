import { collect } from '../layers/bytes.ts';
import { isPath } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-crude-estimate',
  title: 'Estimates tokens from the length of the body',
  seenIn: ['otari', 'Onyx'],
  urls: ['https://github.com/mozilla-ai/otari/pull/124', 'https://github.com/onyx-dot-app/onyx/pull/13687'],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/own-number'],
  seenOutside: ['outside/counts/agree-with-usage'],
  layers: () => [
    async (request, next) => {
      if (!isPath(request, '/count_tokens')) return next(request);
      const body = await collect(request.body);
      return jsonAnswer(200, { input_tokens: Math.ceil(body.length / 4) });
    },
  ],
});
