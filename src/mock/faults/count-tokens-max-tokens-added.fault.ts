import { isPath, requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tokens-max-tokens-added',
  title: 'Adds max_tokens to token counts',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/forwards-all'],
  layers: () => [
    requestJson((body, request) => {
      if (isPath(request, '/count_tokens')) body['max_tokens'] ??= 4096;
    }),
  ],
});
