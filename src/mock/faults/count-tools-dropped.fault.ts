import { isPath, requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-tools-dropped',
  title: 'Counts tokens without the tools',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/forwards-all', 'messages/replay/count-tokens'],
  layers: () => [
    requestJson((body, request) => {
      if (isPath(request, '/count_tokens')) delete body['tools'];
    }),
  ],
});
