import { isPath, requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'count-system-added',
  title: 'Counts a house prompt of its own along',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['messages/count-tokens/forwards-all'],
  layers: () => [
    requestJson((body, request) => {
      const { system } = body;
      const house = { type: 'text', text: 'Be polite.' };
      if (isPath(request, '/count_tokens'))
        body['system'] = [...(Array.isArray(system) ? system : []), house];
    }),
  ],
});
