import { isPath, requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-model-replaced',
  title: 'Counts with the tokeniser of one model, whichever was asked',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/forwards-all'],
  layers: () => [
    requestJson((body, request) => {
      if (isPath(request, '/count_tokens')) body['model'] = 'claude-3-haiku-20240307';
    }),
  ],
});
