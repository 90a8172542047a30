import { objectsWithin } from '../layers/draft.ts';
import { requestJson } from '../layers/request.ts';
import { fault } from './fault.ts';

export default fault({
  id: 'tool-result-error-dropped',
  title: 'Deletes is_error from tool results',
  seenIn: [],
  urls: [],
  formats: ['anthropic'],
  trips: ['common/tool-history/tool-results', 'messages/replay/options', 'messages/replay/session'],
  layers: () => [
    requestJson((body) => {
      for (const object of objectsWithin(body['messages'] ?? null)) delete object['is_error'];
    }),
  ],
});
