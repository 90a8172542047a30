import { isPath } from '../layers/request.ts';
import { jsonAnswer } from '../layers/response.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'bedrock-count-own-as-messages',
  title: 'Counts by itself, and answers as the Messages API does',
  seenIn: [],
  urls: [],
  formats: ['bedrock'],
  trips: [
    'bedrock/count-tokens/returns-a-count',
    'messages/count-tokens/number-or-clear-no',
    'messages/count-tokens/own-number',
  ],
  layers: () => [
    async (request, next) =>
      isPath(request, '/count-tokens') ? jsonAnswer(200, { input_tokens: 4_711 }) : next(request),
  ],
});
