import { filterAt } from '../layers/draft.ts';
import { isPath, requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-custom-tools-dropped',
  title: 'Counts tokens without tools of type custom',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/forwards-all'],
  layers: () => [
    requestJson((body, request) => {
      if (isPath(request, '/count_tokens')) filterAt(body, 'tools', ({ type }) => type !== 'custom');
    }),
  ],
});
