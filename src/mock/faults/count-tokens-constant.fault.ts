import { isPath } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-constant',
  title: 'Answers every token count with the same number',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/own-number'],
  layers: () => [
    async (request, next) =>
      isPath(request, '/count_tokens') ? jsonAnswer(200, { input_tokens: 100 }) : next(request),
  ],
});
